package auto

import (
	"math"

	"turno/forecast"
	"turno/forecast/calendar"
)

// holiday is one public holiday of the history with the volume that was recorded on it.
type holiday struct {
	feast
	first  int       // interval of the history
	volume []float64 // from first on
}

// holidayEffect is how a queue behaves on public holidays: like a mixture of its weekday
// and its Sunday, times a factor.
type holidayEffect struct {
	sunday float64           // share of the Sunday in the mixture
	factor float64           // over the mixture; 0 is closed
	alike  [dayTypes]float64 // factors by type of day
	named  map[feast]float64 // factors of the holidays seen before
	doubt  float64           // relative standard deviation
	near   [nearDays]gauge   // logarithms of the factors of days near holidays
}

// removeHolidays takes public holidays out of the history and returns them.
func (q *queue) removeHolidays() []holiday {
	if q.in.Calendar == nil {
		return nil
	}
	var found []holiday
	for _, d := range q.localDays(q.series.Grid) {
		f, ok := feastOn(q.in.Calendar, d.Date)
		if !ok {
			continue
		}
		v := q.series.Volume[d.First : d.First+d.N]
		found = append(found, holiday{f, d.First, append([]float64(nil), v...)})
		for i := range v {
			v[i] = math.NaN()
		}
	}
	return found
}

// localDays lists the grid's days in the queue's zone.
func (q *queue) localDays(g calendar.Grid) []calendar.Day {
	g.Start = g.Start.In(q.zone)
	return g.Days()
}

// lift multiplies an interval of the history, so that all of it is told at today's level
// and in no season. Holidays taken out of it are lifted alike when they are looked at.
func (q *queue) lift(i int, by float64) {
	if q.lifted == nil {
		q.lifted = ones(q.series.Grid.N)
	}
	q.lifted[i] *= by
	q.series.Volume[i] *= by
}

// liftAll brings the holidays to the level of the lifted history.
func (q *queue) liftAll(holidays []holiday) {
	for _, h := range holidays {
		for k := range h.volume {
			if q.lifted != nil {
				h.volume[k] *= q.lifted[h.first+k]
			}
		}
	}
}

// restore puts holidays back into the history.
func (q *queue) restore(holidays []holiday) {
	for _, h := range holidays {
		copy(q.series.Volume[h.first:], h.volume)
	}
}

// learnHolidays compares past holidays with what the weekday and the Sunday would have
// brought. Of three mixtures it takes the one that errs least over the hours of the
// holidays; factors are shrunk towards 1, those of a type of day towards the queue's own,
// and those of single holidays towards their type's. Without any holiday seen it expects
// half a Sunday.
func (q *queue) learnHolidays(past []holiday) holidayEffect {
	q.liftAll(past)
	best := holidayEffect{sunday: 0.5, factor: 1, doubt: 0.3}
	least, absent, present := math.Inf(1), 0, 0
	for _, h := range past {
		if recorded(h.volume) {
			present++
		} else if base, _ := q.holidayBase(h, 0); base > 0 {
			absent++
		}
	}
	if absent >= 2 && present == 0 {
		return holidayEffect{factor: 0}
	}
	for _, sunday := range []float64{0.5, 1, 0} {
		effect := q.fitHolidays(past, sunday)
		if loss := q.holidayLoss(past, effect); loss < 0.99*least {
			best, least = effect, loss
		}
	}
	return best
}

// fitHolidays learns the factors for a given mixture.
func (q *queue) fitHolidays(past []holiday, sunday float64) holidayEffect {
	e := holidayEffect{sunday: sunday, named: map[feast]float64{}}
	single, alike, all := map[feast]*tally{}, [dayTypes]tally{}, tally{}
	var squares, volume float64
	for _, h := range past {
		base, got := q.holidayBase(h, sunday)
		if !recorded(h.volume) || base <= 0 {
			continue
		}
		change := math.Log((got + 0.5) / (base + 0.5))
		change = min(max(change, math.Log(0.01)), math.Log(5))
		if single[h.feast] == nil {
			single[h.feast] = &tally{}
		}
		single[h.feast].add(change)
		alike[h.day].add(change)
		all.add(change)
		squares, volume = squares+change*change, volume+got
	}
	pooled := all.towards(0, 1)
	e.factor = math.Exp(pooled)
	if all.n >= 2 && volume == 0 {
		return holidayEffect{}
	}
	for k, t := range alike {
		e.alike[k] = math.Exp(t.towards(pooled, 2))
	}
	for f, t := range single {
		e.named[f] = math.Exp(t.towards(alike[f.day].towards(pooled, 2), 2))
	}
	variance := (squares - all.n*pooled*pooled + 0.09*2) / (all.n + 2)
	e.doubt = min(math.Sqrt(max(variance, 0.0025)), 1)
	return e
}

// tally sums up the changes that holidays made, on the log scale.
type tally struct{ sum, n float64 }

func (t *tally) add(x float64) { t.sum, t.n = t.sum+x, t.n+1 }

// towards is their mean, shrunk towards another as if that had been seen so often.
func (t tally) towards(other, often float64) float64 {
	return (t.sum + often*other) / (t.n + often)
}

// holidayBase is the volume that the mixture expects in the recorded hours of the holiday
// and the volume that came.
func (q *queue) holidayBase(h holiday, sunday float64) (base, got float64) {
	whole := !recorded(h.volume)
	for k, x := range h.volume {
		if whole || !math.IsNaN(x) {
			base += q.mixture(h.first+k, sunday)
		}
		if !math.IsNaN(x) {
			got += x
		}
	}
	return base, got
}

// mixture is what interval i of the history would bring, the given part of it a Sunday.
func (q *queue) mixture(i int, sunday float64) float64 {
	t := q.series.Grid.At(i).In(q.zone)
	level := q.week.Usual(i)
	own, open := q.week.Pattern(t)
	level -= own
	other, alsoOpen := q.week.Pattern(t.AddDate(0, 0, -int(t.Weekday())))
	return (1-sunday)*count(level+own, open) + sunday*count(level+other, alsoOpen)
}

func count(x float64, open bool) float64 {
	if !open {
		return 0
	}
	return max(0, math.Expm1(x))
}

// holidayLoss is the absolute error of the effect over the hours of past holidays.
func (q *queue) holidayLoss(past []holiday, e holidayEffect) float64 {
	var loss float64
	for _, h := range past {
		for k, x := range h.volume {
			if !math.IsNaN(x) {
				loss += math.Abs(x - e.factor*q.mixture(h.first+k, e.sunday))
			}
		}
	}
	return loss
}

// applyHolidays multiplies the forecast of public holidays ahead and of the days near them.
func (q *queue) applyHolidays(e holidayEffect) {
	factor := ones(q.in.Future.N)
	if q.in.Calendar == nil {
		return
	}
	for _, d := range q.localDays(q.in.Future) {
		f, ok := feastOn(q.in.Calendar, d.Date)
		if !ok {
			continue
		}
		var before, after float64
		for i := d.First; i < d.First+d.N; i++ {
			before += q.volume.Mean[i]
			factor[i] = q.holidayFactor(e, f, i)
			q.factor(i, factor[i], e.doubt)
			after += q.volume.Mean[i]
		}
		if before > 0 {
			g := q.in.Future
			q.notes = append(q.notes, forecast.Note{Code: forecast.NoteHoliday, Queue: q.series.Queue,
				Span: calendar.Window{From: g.At(d.First), To: g.At(d.First + d.N)}, Value: after / before,
				Low: after / before * math.Exp(-eighty*e.doubt), High: after / before * math.Exp(eighty*e.doubt), Name: f.name})
		}
	}
	q.applyNear(e.near, factor)
	q.component("holiday", factor)
}

// holidayFactor is the multiple of the ordinary forecast in interval i of the future.
func (q *queue) holidayFactor(e holidayEffect, f feast, i int) float64 {
	by := e.factor
	if e.named != nil { // some were seen
		by = e.alike[f.day]
	}
	if own, ok := e.named[f]; ok {
		by = own
	}
	t := q.in.Future.At(i).In(q.zone)
	own, open := q.week.Pattern(t)
	other, alsoOpen := q.week.Pattern(t.AddDate(0, 0, -int(t.Weekday())))
	weekday, sunday := count(q.week.Level()+own, open), count(q.week.Level()+other, alsoOpen)
	if weekday <= 0 {
		return by
	}
	return by * min((1-e.sunday)+e.sunday*sunday/weekday, 10)
}

func recorded(v []float64) bool {
	for _, x := range v {
		if !math.IsNaN(x) {
			return true
		}
	}
	return false
}
