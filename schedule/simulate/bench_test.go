package simulate

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// airline is a week of a team that never closes: two languages, marketing and service
// handles, voice and chat, 60 agents in three shifts, about 20 000 contacts.
func airline() Input {
	s := newSetting(168, 15*time.Minute)
	social := forecast.Stream{
		Share: forecast.Constant(1, 0), Flush: forecast.Constant(0.55, 0), Triage: forecast.Constant(12, 1), Turns: forecast.Constant(1.7, 0),
		AHT: forecast.Constant(280, 0.8), Think: forecast.Constant(900, 1),
		Pivots: []forecast.Pivot{{To: "chat-en", Share: 0.06, Lag: 20 * time.Minute, DropOff: 0.6}},
	}
	add := func(name string, c skills.Channel, perHour float64, w forecast.Stream, d time.Duration) {
		q := schedule.Queue{Name: name, Channel: c, Targets: within(0.8, d), Priority: 1}
		if c.Live() {
			q.Patience, q.Slots, q.Inflation = 3*time.Minute, 3, 0.3
		}
		s.queue(q, perHour, w)
		v := &s.in.Profiles[len(s.in.Profiles)-1].Volume
		v.Levels, v.Correlation = forecast.Levels(), 0.6
		v.Quantiles = make([][]float64, 3)
		for i := range v.Mean {
			v.Mean[i] *= 1 + 0.6*math.Sin(2*math.Pi*(float64(i)/96-0.4))
			for k, f := range []float64{0.6, 0.95, 1.5} {
				v.Quantiles[k] = append(v.Quantiles[k], v.Mean[i]*f)
			}
		}
	}
	add("service-it", skills.Social, 30, social, time.Hour)
	add("service-en", skills.Social, 25, social, time.Hour)
	add("marketing", skills.Social, 15, social, 4*time.Hour)
	add("voice-it", skills.Voice, 20, work(300), 20*time.Second)
	add("voice-en", skills.Voice, 15, work(300), 20*time.Second)
	add("chat-en", skills.Chat, 15, work(540), time.Minute)
	duties := [][]string{{"voice-it", "service-it", "marketing"}, {"voice-en", "service-en", "marketing"}, {"chat-en", "service-en"}, {"service-it", "service-en", "marketing"}}
	for i := range 60 {
		id := fmt.Sprintf("p%02d", i)
		a := schedule.Agent{ID: id, Available: calendar.Always()}
		for _, c := range skills.Channels() {
			a.Abilities = append(a.Abilities, skills.Ability{Channel: c, Level: 1, Pace: 0.9 + 0.01*float64(i%20)})
		}
		s.in.Team.Agents = append(s.in.Team.Agents, a)
		for d := range 7 {
			if (d+i)%7 < 5 {
				from := time.Duration(d*24+i%3*8) * time.Hour
				s.shift(id, from, from+8*time.Hour, duties[i/3%4]...)
				sh := &s.in.Roster.Shifts[len(s.in.Roster.Shifts)-1]
				sh.Breaks = []schedule.Break{{Start: sh.Start.Add(4 * time.Hour), End: sh.Start.Add(270 * time.Minute)}}
			}
		}
	}
	s.in.Team.Shrinkage = schedule.Shrinkage{Planned: 0.06, Unplanned: 0.05}
	return s.in
}

func BenchmarkAirlineWeek(b *testing.B) {
	in := airline()
	contacts := 0.0
	for b.Loop() {
		r, err := Run(context.Background(), in, Options{})
		if err != nil {
			b.Fatal(err)
		}
		for _, q := range r.Queues {
			contacts += q.Offered.Mean * 100
		}
	}
	b.ReportMetric(contacts/b.Elapsed().Seconds(), "contacts/s")
}

// BenchmarkReplication is one replication on one core, its memory already grown, with the
// counting of its records. An event is something that happens to a contact: a message
// arrives, an agent takes it up, the work on it ends, or the customer hangs up; what the
// loop does besides (breaks, spells, alarms, finishes that are put off) is not counted.
func BenchmarkReplication(b *testing.B) {
	w, err := newWorld(airline())
	if err != nil {
		b.Fatal(err)
	}
	e, sum := newEngine(w), newTotals(w)
	turns, events := 0, 0
	b.ReportAllocs()
	k := 0
	for b.Loop() {
		if err := e.replay(context.Background(), 1, k%20); err != nil {
			b.Fatal(err)
		}
		turns += len(e.records)
		events += eventsOf(e.records)
		k++
		e.measure(sum)
	}
	b.ReportMetric(float64(turns)/b.Elapsed().Seconds(), "turns/s")
	b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
}

func eventsOf(records []record) int {
	n := len(records) // arrivals
	for i := range records {
		if records[i].start < math.Inf(1) {
			n++
		}
		if records[i].end < math.Inf(1) {
			n++
		}
	}
	return n
}
