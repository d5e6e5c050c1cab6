package capacity

import (
	"cmp"
	"maps"
	"slices"

	"turno/forecast/calendar"
	"turno/schedule"
	"turno/skills"
)

// member is an agent in a month.
type member struct {
	heads, paid float64 // employed on the mean day and not yet gone by chance; as full-time people, unpaid absence taken off
	away        float64 // share of the paid time known to be absent
	leaving     float64
	starts      bool
	pace        []float64 // by queue, mean over the days employed
}

// member follows an agent through the months. Who has a last day does not leave before it.
func (b *book) member(a schedule.Agent) []member {
	out := make([]member, len(b.months))
	zone, began := b.Calendar.By(a.Zone).Zone, 0
	if a.From.Year != 0 {
		began = max(0, a.From.MonthsFrom(b.months[0].first))
	}
	paidOff, unpaidOff := b.absent(a)
	for m, span := range b.months {
		x := member{pace: make([]float64, len(b.queues)), starts: a.From.Year != 0 && a.From.MonthsFrom(span.first) == 0}
		days, off, without := 0, 0.0, 0.0
		for k := range span.days {
			d := span.first.Add(k)
			if !a.Employed(d) {
				continue
			}
			days, off, without = days+1, off+paidOff[d], without+unpaidOff[d]
			noon := d.At(calendar.Clock(12, 0), zone)
			for q, queue := range b.queues {
				x.pace[q] += a.Pace(queue, noon)
			}
		}
		if days > 0 {
			for q := range x.pace {
				x.pace[q] /= float64(days)
			}
			there, n := float64(days)/float64(span.days), float64(days)
			staying := b.staying(float64(m-began) + 0.5)
			if a.To.Year != 0 {
				staying = 1
			}
			x.heads = there * staying
			unpaid := min(without/n, 1)
			x.paid, x.away = x.heads*b.share(a.Contract)*(1-unpaid), min(off/max(n-without, 1), 1)
			if a.To.Year == 0 {
				x.leaving = b.staying(float64(m-began)) - b.staying(float64(m-began+1))
			}
		}
		if a.To.Year != 0 && a.To.Add(-1).MonthsFrom(span.first) == 0 && days > 0 {
			x.leaving = 1
		}
		out[m] = x
	}
	return out
}

// absent is, by date, the days of a seven-day week that known absences take: a day wholly absent
// takes its part of the working days of its week, a part of a day that part of it.
func (b *book) absent(a schedule.Agent) (paid, unpaid map[calendar.Date]float64) {
	paid, unpaid = map[calendar.Date]float64{}, map[calendar.Date]float64{}
	zone := b.Calendar.By(a.Zone).Zone
	workdays := float64(b.Team.Contracts[a.Contract].Rules.WeekDaysMax)
	if workdays < 1 || workdays > 7 {
		workdays = 5
	}
	for _, x := range b.Team.Absences {
		if x.Agent != a.ID {
			continue
		}
		to := paid
		if !x.Paid {
			to = unpaid
		}
		for d := calendar.DateOf(x.From.In(zone)); d.In(zone).Before(x.To); d = d.Add(1) {
			from, until := calendar.Later(x.From, d.In(zone)), calendar.Earlier(x.To, d.Add(1).In(zone))
			to[d] = min(1, to[d]+until.Sub(from).Hours()/workday)
		}
	}
	return ofWeeks(paid, workdays), ofWeeks(unpaid, workdays)
}

// ofWeeks makes days off those of a seven-day week, of a week no more than it has.
func ofWeeks(off map[calendar.Date]float64, workdays float64) map[calendar.Date]float64 {
	weeks, out := map[calendar.Date]float64{}, map[calendar.Date]float64{}
	for _, d := range slices.SortedFunc(maps.Keys(off), calendar.Date.Sub) { // sums of the same order, the same bytes
		weeks[d.Monday()] += off[d]
	}
	for d, x := range off {
		out[d] = x * min(1, workdays/weeks[d.Monday()]) * 7 / workdays
	}
	return out
}

// workday is the hours of absence that are a day's work.
const workday = 8

// renewals are the certificates that keep somebody employed off a channel and could be renewed.
func (b *book) renewals() []Renewal {
	var out []Renewal
	for i, a := range b.Team.Agents {
		for _, x := range a.Barred {
			still := slices.ContainsFunc(b.Renewed[i].Barred, func(y schedule.Barred) bool { return y.Channel == x.Channel && !y.From.After(x.From) })
			if x.Reason == skills.ReasonExpired && !still && a.Employed(calendar.DateOf(x.From.In(b.zone()))) {
				out = append(out, Renewal{Agent: a.ID, Name: x.Name, Channel: x.Channel, By: x.From})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Renewal) int {
		return cmp.Or(x.By.Compare(y.By), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Channel, y.Channel))
	})
	return out
}
