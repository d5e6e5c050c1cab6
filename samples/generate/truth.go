package main

import (
	"encoding/json"
	"math"
	"time"
)

// truth is what was really at work in a world: the answer sheet of tests that look for
// it in the history. It is no part of the workspace.
type truth struct {
	World       string          `json:"world"`
	Seed        uint64          `json:"seed"`
	Growth      float64         `json:"growth_per_year"`
	Campaigns   []toldCampaign  `json:"campaigns"`
	Bursts      []toldBurst     `json:"bursts"`
	LevelShifts []toldShift     `json:"level_shifts"`
	Outages     []toldHole      `json:"outages"`
	Gaps        []toldHole      `json:"gaps"`
	Weekly      []toldQueueWeek `json:"usual_week"`
}

// toldCampaign is what one campaign did to one queue, against the contacts that would have
// come without it. Only direct responses count: the questions about parcels that a sale
// brings days later are part of the usual.
type toldCampaign struct {
	Name     string  `json:"name"`
	Queue    string  `json:"queue"`
	Start    string  `json:"start"`
	End      string  `json:"end"`
	Peak     float64 `json:"peak_multiple"`
	Mean     float64 `json:"mean_multiple"` // over start to end
	Extra    float64 `json:"extra_contacts"`
	HalfLife float64 `json:"half_life_hours"` // of the excess multiple after the end
}

// toldBurst is one unplanned rush. Small ones may be lost in the noise.
type toldBurst struct {
	Queue    string  `json:"queue"`
	Start    string  `json:"start"`
	Peak     float64 `json:"peak_multiple"` // of the usual intensity in the first hour
	Extra    float64 `json:"extra_contacts"`
	HalfLife float64 `json:"half_life_hours"`
	Cause    string  `json:"cause"`
}

type toldShift struct {
	Queue  string  `json:"queue"`
	At     string  `json:"at"`
	Factor float64 `json:"factor"`
	Cause  string  `json:"cause"`
}

// toldHole is a fault of the counting; no queues means all.
type toldHole struct {
	Queues []string `json:"queues,omitempty"`
	From   string   `json:"from"`
	To     string   `json:"to"`
	Cause  string   `json:"cause"`
}

// toldQueueWeek is the contacts expected in the last week of the history from usual
// activity alone, echoes of contacts among themselves included.
type toldQueueWeek struct {
	Queue    string  `json:"queue"`
	Contacts float64 `json:"contacts"`
}

func newTruth(p place) truth {
	t := truth{World: p.name, Seed: p.seed, Growth: p.growth}
	for _, h := range p.outages {
		t.Outages = append(t.Outages, toldHole{h.queues, p.told(h.from), p.told(h.to), h.cause})
	}
	for _, h := range p.gaps {
		t.Gaps = append(t.Gaps, toldHole{h.queues, p.told(h.from), p.told(h.to), h.cause})
	}
	return t
}

// told writes a local time of this program in full.
func (p place) told(local string) string { return p.at(local).Format(time.RFC3339) }

// tell adds what happened to one queue.
func (t *truth) tell(p place, q queue, f *flow, sparks []spark, hit []float64, causes map[int]string, missing []time.Time) {
	echo := 1 / (1 - q.branching) // contacts in the end for each that comes by itself
	for k, c := range p.campaigns {
		if told, ok := c.tell(p, q, f.usual, f.brought[k]); ok {
			told.Extra = round(told.Extra * echo)
			t.Campaigns = append(t.Campaigns, told)
		}
	}
	for _, s := range sparks {
		start := f.burstStart(s)
		t.Bursts = append(t.Bursts, toldBurst{Queue: q.name, Start: p.grid.At(s.at).Format(time.RFC3339), Peak: round(f.firstHour(s)),
			Extra: round(start * s.fade * echo), HalfLife: round(s.fade * math.Ln2), Cause: "a post with reach"})
	}
	for i := range hit {
		if causes[i] != "" {
			t.strike(p, q, f, i, hit[i], causes[i], echo)
		}
	}
	for _, s := range q.shifts {
		t.LevelShifts = append(t.LevelShifts, toldShift{q.name, p.told(s.at + " 00:00"), s.factor, s.cause})
	}
	for _, at := range missing {
		t.Gaps = append(t.Gaps, toldHole{[]string{q.name}, at.Format(time.RFC3339), at.Add(time.Hour).Format(time.RFC3339), "hour not recorded"})
	}
	var week float64
	for _, x := range f.usual[len(f.usual)-int(7*24*time.Hour/step):] {
		week += x * stepHours * echo
	}
	t.Weekly = append(t.Weekly, toldQueueWeek{q.name, math.Round(week)})
}

// burstStart is the intensity that a spark adds at its first moment.
func (f *flow) burstStart(s spark) float64 {
	return (s.multiple - 1) * (f.usual[s.at] + 0.15*mean(f.usual, s.at))
}

// firstHour is the multiple of the usual that a spark brings in its first hour. At night,
// when the usual is next to nothing, it is more than the spark's size.
func (f *flow) firstHour(s spark) float64 {
	now, keep := f.burstStart(s), math.Exp(-stepHours/s.fade)
	var excess, usual float64
	for i := s.at; i < min(s.at+int(math.Round(1/stepHours)), len(f.usual)); i++ {
		excess, usual = excess+now, usual+f.usual[i]
		now *= keep
	}
	return 1 + excess/max(usual, 1e-9)
}

// strike tells what an incident at step i did to the queue. A gamma-distributed delay of
// shape 2 falls to half its peak 0.84 mean delays after it.
func (t *truth) strike(p place, q queue, f *flow, i int, people float64, cause string, echo float64) {
	for _, c := range p.incidents.brings {
		if c.queue != q.name {
			continue
		}
		var peak float64
		for k := i; k < min(i+36, len(f.usual)); k++ {
			if f.usual[k] > 0 {
				peak = max(peak, 1+f.struck[k]/f.usual[k])
			}
		}
		t.Bursts = append(t.Bursts, toldBurst{Queue: q.name, Start: p.grid.At(i).Format(time.RFC3339), Peak: round(peak),
			Extra: round(people * c.rate * echo), HalfLife: round(0.84 * p.incidents.delay), Cause: cause})
	}
}

// tell measures what a campaign brought a queue; ok is false when it does not touch it.
func (c campaign) tell(p place, q queue, usual, brought []float64) (told toldCampaign, ok bool) {
	start, end := p.grid.Index(p.at(c.start)), min(p.grid.Index(p.at(c.end)), p.grid.N)
	told = toldCampaign{Name: c.name, Queue: q.name, Start: p.told(c.start), End: p.told(c.end)}
	var during, base float64
	for i := max(start, 0); i < p.grid.N; i++ {
		told.Extra += brought[i] * stepHours
		if usual[i] > 0 {
			told.Peak = max(told.Peak, 1+brought[i]/usual[i])
		}
		if i < end {
			during, base = during+brought[i], base+usual[i]
		}
	}
	if told.Extra == 0 || base == 0 {
		return told, false
	}
	told.Mean, told.Peak, told.HalfLife = round(1+during/base), round(told.Peak), round(fades(brought, usual, end))
	return told, true
}

// fades is the hours after the end until the excess multiple is half of what it was.
func fades(excess, usual []float64, end int) float64 {
	last := end - 1
	for last > 0 && usual[last] == 0 {
		last--
	}
	half := excess[last] / usual[last] / 2
	for i := last; i < len(excess); i++ {
		if usual[i] > 0 && excess[i]/usual[i] <= half {
			return float64(i-last) * stepHours
		}
	}
	return 0
}

func round(x float64) float64 { return math.Round(x*100) / 100 }

func (t truth) json() ([]byte, error) {
	data, err := json.MarshalIndent(t, "", "  ")
	return append(data, '\n'), err
}
