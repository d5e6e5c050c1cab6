package scenario

import (
	"turno/schedule/simulate"
)

// sampled is a simulated figure replication by replication, and where it stands.
type sampled struct {
	sample simulate.Sample
	at     func(*Figures, *QueueFigures) *Estimate
}

// samples are the simulated figures of queue i, or of all together where i is -1, always in
// the same order.
func (m measured) samples(i int) []sampled {
	pick := func(t []simulate.Tally) []simulate.Tally {
		if i < 0 {
			return t
		}
		return t[i : i+1]
	}
	count := func(of func(simulate.Tally) int) simulate.Sample {
		return m.result.Count(func(t []simulate.Tally) float64 {
			n := 0
			for _, q := range pick(t) {
				n += of(q)
			}
			return float64(n)
		})
	}
	share := func(of func(simulate.Tally) simulate.Judged) simulate.Sample {
		return m.result.Share(func(t []simulate.Tally) (over, under float64) {
			for _, q := range pick(t) {
				j := of(q)
				over, under = over+float64(j.InTime), under+float64(j.Of)
			}
			return over, under
		})
	}
	return []sampled{
		{count(func(t simulate.Tally) int { return aimed(t).Of }), at(func(f *Figures) *Estimate { return &f.Contacts }, func(q *QueueFigures) *Estimate { return &q.Contacts })},
		{count(func(t simulate.Tally) int { return aimed(t).InTime }), at(func(f *Figures) *Estimate { return &f.InTime }, func(q *QueueFigures) *Estimate { return &q.InTime })},
		{share(aimed), at(func(f *Figures) *Estimate { return &f.Service }, func(q *QueueFigures) *Estimate { return &q.Service })},
		{share(announced), at(func(f *Figures) *Estimate { return &f.Promise }, func(q *QueueFigures) *Estimate { return &q.Promise })},
		{count(func(t simulate.Tally) int { return t.Waiting }), at(func(f *Figures) *Estimate { return &f.Backlog }, func(q *QueueFigures) *Estimate { return &q.Backlog })},
		{count(func(t simulate.Tally) int { return t.Abandoned }), at(func(f *Figures) *Estimate { return &f.Abandoned }, func(q *QueueFigures) *Estimate { return &q.Abandoned })},
	}
}

func at(all func(*Figures) *Estimate, one func(*QueueFigures) *Estimate) func(*Figures, *QueueFigures) *Estimate {
	return func(f *Figures, q *QueueFigures) *Estimate {
		if q != nil {
			return one(q)
		}
		return all(f)
	}
}

// aimed is what is judged by the first target, each kind of message by its own.
func aimed(t simulate.Tally) simulate.Judged {
	all := t.Apart
	if len(t.Targets) > 0 {
		all.InTime, all.Of = all.InTime+t.Targets[0].InTime, all.Of+t.Targets[0].Of
	}
	return all
}

// announced is what is judged by the promise, or by the first target without one.
func announced(t simulate.Tally) simulate.Judged {
	if !t.Promised {
		return aimed(t)
	}
	return t.Promise
}

// minus is what the figures are more than others, of one search each. Simulated figures are
// compared replication by replication.
func (m measured) minus(than measured) Figures {
	a, b := m.Figures, than.Figures
	d := Figures{Cost: a.Cost.Sub(b.Cost)}
	apart(d.estimates(), a.estimates(), b.estimates())
	other := than.samples(-1)
	for k, s := range m.samples(-1) {
		*s.at(&d, nil) = s.sample.Minus(other[k].sample)
	}
	for i := range min(len(a.Days), len(b.Days)) {
		day := DayFigures{Date: a.Days[i].Date}
		apart(day.estimates(), a.Days[i].estimates(), b.Days[i].estimates())
		d.Days = append(d.Days, day)
	}
	for i, q := range a.Queues {
		for j, was := range b.Queues {
			if q.Queue == was.Queue {
				d.Queues = append(d.Queues, m.queueMinus(than, i, j))
			}
		}
	}
	return d
}

func (m measured) queueMinus(than measured, i, j int) QueueFigures {
	a, b := m.Queues[i], than.Queues[j]
	d := QueueFigures{Queue: a.Queue, Promised: a.Promised && b.Promised}
	apart(d.estimates(), a.estimates(), b.estimates())
	other := than.samples(j)
	for k, s := range m.samples(i) {
		*s.at(nil, &d) = s.sample.Minus(other[k].sample)
	}
	return d
}

// apart is the difference of figures that are not in doubt.
func apart(d, a, b []*Estimate) {
	for k := range d {
		*d[k] = exactly(a[k].Mean - b[k].Mean)
	}
}
