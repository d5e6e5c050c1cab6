package document

import (
	"fmt"
	"io"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/internal/report/text"
)

type rhythm struct {
	Queue   string     `json:"queue"`
	Weeks   int        `json:"weeks"`
	Average number     `json:"average_per_hour"`
	Days    []dayOf    `json:"days"`
	Peaks   []peak     `json:"peaks"`
	Bursts  *burstForm `json:"bursts,omitempty"`
	Found   []note     `json:"found"`
}

type dayOf struct {
	Day   string   `json:"day"`
	Total number   `json:"total"`
	Hours []number `json:"hours"`
}

type peak struct {
	Days  []string `json:"days"`
	From  string   `json:"from"`
	To    string   `json:"to"`
	Times number   `json:"times"`
}

type learned struct {
	Value number `json:"value"`
	Low   number `json:"low"`
	High  number `json:"high"`
}

type burstForm struct {
	N        int     `json:"n"`
	PerWeek  learned `json:"per_week"`
	Multiple learned `json:"multiple"`
	Rise     learned `json:"rise_hours"`
	HalfLife learned `json:"half_life_hours"`
	Share    number  `json:"share_of_volume"`
}

type campaign struct {
	Queue    string  `json:"queue"`
	Campaign string  `json:"campaign"`
	Kind     string  `json:"kind,omitempty"`
	From     string  `json:"from"`
	To       string  `json:"to"`
	Ahead    bool    `json:"ahead"`
	Stated   *number `json:"stated,omitempty"`
	Uplift   learned `json:"uplift"`
	Rise     learned `json:"rise_hours"`
	HalfLife learned `json:"half_life_hours"`
	Alike    int     `json:"alike"`
	Past     int     `json:"past"`
}

func learn(e forecast.Estimate) learned {
	return learned{number(e.Value), number(e.Low), number(e.High)}
}

// Peaks writes the usual week of every queue with its peaks, what was found in its history
// and what campaigns bring. Estimates hold the truth between low and high with 80 %.
func Peaks(w io.Writer, rhythms []forecast.Rhythm, r auto.Result, words text.Catalogue) error {
	doc := struct {
		Head
		Queues    []rhythm   `json:"queues"`
		Campaigns []campaign `json:"campaigns"`
	}{Head: head("peaks"), Queues: []rhythm{}, Campaigns: []campaign{}}
	for _, x := range rhythms {
		doc.Queues = append(doc.Queues, rhythmOf(x, r, words))
	}
	for _, e := range r.Campaigns {
		c := campaign{Queue: e.Queue, Campaign: e.Campaign, Kind: e.Kind, From: stamp(e.Span.From, words), To: stamp(e.Span.To, words), Ahead: e.Ahead,
			Uplift: learn(e.Uplift), Rise: learn(e.Rise), HalfLife: learn(e.HalfLife), Alike: e.Alike, Past: e.Past}
		if e.Stated > 0 {
			stated := number(e.Stated)
			c.Stated = &stated
		}
		doc.Campaigns = append(doc.Campaigns, c)
	}
	return write(w, doc)
}

func rhythmOf(x forecast.Rhythm, r auto.Result, words text.Catalogue) rhythm {
	out := rhythm{Queue: x.Queue, Weeks: x.Weeks, Average: number(x.Average), Days: []dayOf{}, Peaks: []peak{}, Found: []note{}}
	for d, name := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
		out.Days = append(out.Days, dayOf{name, number(x.Days[d]), numbers(x.Usual[d][:])})
	}
	for _, p := range x.Peaks {
		row := peak{From: fmt.Sprintf("%02d:00", p.From), To: fmt.Sprintf("%02d:00", p.To), Times: number(p.Times)}
		for _, d := range p.Days {
			row.Days = append(row.Days, d.String())
		}
		out.Peaks = append(out.Peaks, row)
	}
	for _, b := range r.Bursts {
		if b.Queue == x.Queue {
			out.Bursts = &burstForm{b.N, learn(b.PerWeek), learn(b.Multiple), learn(b.Rise), learn(b.HalfLife), number(b.Share)}
		}
	}
	for _, n := range notes(r.Notes, words) {
		if n.Queue == x.Queue {
			out.Found = append(out.Found, n)
		}
	}
	return out
}
