package scenario

import (
	"math"
	"reflect"
	"slices"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
	"turno/schedule/simulate"
	"turno/skills"
)

// measured is the figures of a plan with what differences are made from.
type measured struct {
	Figures
	result simulate.Result
	queues []schedule.Queue // of the result, in its order
}

// figures reads a plan that is checked, costed and simulated.
func (w *walked) figures(p *plan.Plan) measured {
	m := measured{result: p.Service, queues: w.Queues}
	f := &m.Figures
	for i, q := range w.Queues {
		f.Queues = append(f.Queues, w.queueFigures(p, m, i, q))
	}
	f.Volume = sumOf(f.Queues, func(q QueueFigures) float64 { return q.Volume.Mean })
	f.HourP50, f.HourP90 = w.hour[0], w.hour[1]
	f.NetHours = exactly(total(w.netNeeds(p.Requirement)) * w.Period.Hours())
	f.NetFTE = exactly(f.NetHours.Mean / weeks(w.Period) / w.FTEHours().Hours())
	f.GrossFTE = exactly(f.NetFTE.Mean / math.Max(1-w.Team.Shrinkage.Share(), 0.01))
	f.Agents = exactly(float64(len(w.Team.Agents)))
	f.Overtime = exactly(overtime(w.Team, p.Roster.Roster.Shifts, w.Calendar))
	f.Broken = exactly(float64(p.Check.Broken()))
	for _, a := range p.Check.Agents {
		f.PaidHours = exactly(f.PaidHours.Mean + a.Paid)
		if a.Shifts > 0 {
			f.Planned = exactly(f.Planned.Mean + 1)
		}
	}
	f.SpillChat, f.SpillVoice = w.spills(skills.Chat), w.spills(skills.Voice)
	for _, q := range p.Service.Queues {
		f.Peak = exactly(math.Max(f.Peak.Mean, top(q.Backlog)))
	}
	f.Cost, f.Pay = p.Cost.Total, exactly(p.Cost.Total.Total.InexactFloat64())
	f.Days = w.days(p)
	for _, s := range m.samples(-1) {
		*s.at(f, nil) = s.sample.Estimate()
	}
	for i := range w.Queues {
		for _, s := range m.samples(i) {
			*s.at(nil, &f.Queues[i]) = s.sample.Estimate()
		}
	}
	return m
}

func (w *walked) queueFigures(p *plan.Plan, m measured, i int, q schedule.Queue) QueueFigures {
	v := p.Profiles[i].Volume
	out := QueueFigures{
		Queue: q.Name, Levels: v.Levels, Volume: exactly(v.Total()),
		Promised: q.Promise != nil, Peak: exactly(top(m.result.Queues[i].Backlog)), Spilled: exactly(total(w.sent[q.Name])),
	}
	if i < len(w.hourly) {
		out.Hourly = w.hourly[i]
		out.HourP50, out.HourP90 = busiest(out.Hourly, out.Levels)
	}
	for _, c := range p.Check.Coverage.Queues {
		if c.Queue == q.Name && len(c.Required) > 0 {
			hours := p.Requirement.Grid.Hours()
			out.Agents = exactly(top(c.Required))
			out.NetHours, out.Supplied = exactly(hours*total(c.Required)), exactly(hours*total(c.Supplied))
		}
	}
	return out
}

// netNeeds is the effective agents wanted in every interval, of each group with people of its
// own or of all queues together.
func (w *walked) netNeeds(r schedule.Requirement) []float64 {
	if w.groups == nil {
		return needs(r, w.queueNames(), w.Team.Shrinkage.Share())
	}
	sum := make([]float64, r.Grid.N)
	for _, g := range w.groups {
		for i, n := range needs(r, g, w.Team.Shrinkage.Share()) {
			sum[i] += n
		}
	}
	return sum
}

// days is what each local day asks for and gets.
func (w *walked) days(p *plan.Plan) []DayFigures {
	needed := w.netNeeds(p.Requirement)
	paid := map[calendar.Date]float64{}
	for _, s := range p.Roster.Roster.Shifts {
		paid[calendar.DateOf(s.Start.In(w.Calendar.Zone))] += s.PaidHours().Hours()
	}
	var out []DayFigures
	for _, d := range w.Period.Days() {
		out = append(out, DayFigures{Date: d.Date, NetHours: exactly(total(needed[d.First:d.First+d.N]) * w.Period.Hours()), Paid: exactly(paid[d.Date])})
	}
	return out
}

// spills is the contacts that move into queues of a channel.
func (w *walked) spills(c skills.Channel) Estimate {
	var sum float64
	for _, q := range w.Queues {
		if q.Channel == c {
			sum += total(w.sent[q.Name])
		}
	}
	return exactly(sum)
}

// hourDraws are the sets of sample paths whose quantiles are averaged, so that the chance of
// the paths does not look like a difference.
const hourDraws = 4

// byHour is the volume by hour, of every queue and of all together. All together come the
// same however their queues are grouped. What comes as in the base is not drawn again.
func (w *walked) byHour(base *walked) error {
	for _, p := range w.plan.Profiles {
		w.hourly = append(w.hourly, w.hours(p.Volume, base))
	}
	came := w.whole
	if came == nil {
		came = w.volumes
	}
	for _, v := range came {
		if _, regrouped := w.now[v.Queue]; !regrouped && w.find(v.Queue) < 0 {
			continue // a history that nobody answers
		}
		fine, err := v.Fine(w.Period)
		if err != nil {
			return err
		}
		w.came = append(w.came, fine)
	}
	if base != nil && reflect.DeepEqual(w.came, base.came) {
		w.hour = base.hour
	} else {
		w.hour[0], w.hour[1] = w.busiestOf(w.came)
	}
	return nil
}

// hours are those of one queue.
func (w *walked) hours(v forecast.Volume, base *walked) []forecast.Total {
	if base != nil {
		for i, p := range base.plan.Profiles {
			if reflect.DeepEqual(p.Volume, v) {
				return base.hourly[i]
			}
		}
	}
	return v.Totals(forecast.Hour, w.Seed)
}

// busiestOf is busiest of all queues together.
func (w *walked) busiestOf(all []forecast.Volume) (p50, p90 Estimate) {
	var a, b float64
	for k := range uint64(hourDraws) {
		x, y := busiest(forecast.TotalsOf(all, forecast.Hour, w.Seed+k), levelsOf(all))
		a, b = a+x.Mean/hourDraws, b+y.Mean/hourDraws
	}
	return exactly(a), exactly(b)
}

// busiest is the median and the 90 % quantile of the hour that expects most.
func busiest(hours []forecast.Total, levels []float64) (p50, p90 Estimate) {
	if len(hours) == 0 {
		return
	}
	t := slices.MaxFunc(hours, func(a, b forecast.Total) int {
		switch {
		case a.Mean < b.Mean:
			return -1
		case a.Mean > b.Mean:
			return 1
		}
		return b.First - a.First
	})
	at := func(p float64) Estimate {
		for k, l := range levels {
			if math.Abs(l-p) < 1e-9 && k < len(t.Quantiles) {
				return exactly(t.Quantiles[k])
			}
		}
		return exactly(t.Mean)
	}
	return at(0.5), at(0.9)
}

func levelsOf(volumes []forecast.Volume) []float64 {
	if len(volumes) == 0 {
		return nil
	}
	return volumes[0].Levels
}

func total(values []float64) (sum float64) {
	for _, x := range values {
		sum += x
	}
	return sum
}

func top(values []float64) (most float64) {
	for _, x := range values {
		most = math.Max(most, x)
	}
	return most
}

func sumOf(queues []QueueFigures, of func(QueueFigures) float64) Estimate {
	var sum float64
	for _, q := range queues {
		sum += of(q)
	}
	return exactly(sum)
}
