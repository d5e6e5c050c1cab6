package auto

import (
	"math"

	"turno/forecast"
	"turno/forecast/calendar"
)

// nearDay is a kind of workday that a holiday nearby changes.
type nearDay int

const (
	ordinary nearDay = iota
	bridge           // between a holiday and another day off
	eve              // before a holiday
	after            // after a holiday
	nearDays
)

// nearNames are the words of these days.
var nearNames = [nearDays]string{bridge: "bridge day", eve: "eve of a holiday", after: "day after a holiday"}

// Beforehand a day near a holiday is like any other, give or take nearDoubt.
const nearDoubt = 0.12

// near says what kind of workday a date is.
func near(cal *calendar.Calendar, d calendar.Date) nearDay {
	holiday := func(d calendar.Date) bool { return cal.Holiday(d) != "" }
	off := func(d calendar.Date) bool { return weekend(d) || holiday(d) }
	yesterday, tomorrow := d.Add(-1), d.Add(1)
	switch {
	case off(d):
		return ordinary
	case holiday(yesterday) && off(tomorrow), off(yesterday) && holiday(tomorrow):
		return bridge
	case holiday(tomorrow):
		return eve
	case holiday(yesterday):
		return after
	}
	return ordinary
}

// learnNear learns what bridge days, eves and days after holidays bring against the usual
// and takes it off the history. A kind's effect is shrunk towards none by how much
// ordinary days differ from the usual (a normal mean with known variance).
func (q *queue) learnNear() (effects [nearDays]gauge) {
	for k := range effects {
		effects[k] = gauge{0, square(nearDoubt)}
	}
	if q.in.Calendar == nil || q.in.Calendar.Country() == "" {
		return effects
	}
	days := q.localDays(q.series.Grid)
	var scatter []float64
	changes := [nearDays][]float64{}
	kinds := make([]nearDay, len(days))
	for k, d := range days {
		kinds[k] = near(q.in.Calendar, d.Date)
		if change, ok := q.change(d); ok {
			changes[kinds[k]] = append(changes[kinds[k]], change)
			scatter = append(scatter, math.Abs(change))
		}
	}
	deviation := max(1.4826*median(scatter), 0.03)
	for kind := bridge; kind < nearDays; kind++ {
		n := float64(len(changes[kind]))
		if n == 0 {
			continue
		}
		var sum float64
		for _, c := range changes[kind] {
			sum += min(max(c, -3*nearDoubt-3*deviation), 3*nearDoubt+3*deviation)
		}
		noise := square(deviation) / n
		effects[kind] = gauge{sum / n * square(nearDoubt) / (square(nearDoubt) + noise), square(nearDoubt) * noise / (square(nearDoubt) + noise)}
	}
	for k, d := range days {
		for i := d.First; kinds[k] != ordinary && i < d.First+d.N; i++ {
			q.series.Volume[i] /= math.Exp(effects[kinds[k]].log)
		}
	}
	return effects
}

// change is the logarithm of a day's volume over the usual.
func (q *queue) change(d calendar.Day) (float64, bool) {
	var came, usual float64
	for i := d.First; i < d.First+d.N; i++ {
		if v := q.series.Volume[i]; !math.IsNaN(v) && q.week.Open(i) {
			came += min(v, 3*q.usual(i)+3)
			usual += q.usual(i)
		}
	}
	return math.Log((came + 0.5) / (usual + 0.5)), usual >= 1
}

// applyNear multiplies the forecast of the days near holidays into factor.
func (q *queue) applyNear(effects [nearDays]gauge, factor []float64) {
	if q.in.Calendar.Country() == "" {
		return
	}
	for _, d := range q.localDays(q.in.Future) {
		kind := near(q.in.Calendar, d.Date)
		if kind == ordinary {
			continue
		}
		by, doubt := math.Exp(effects[kind].log), math.Sqrt(effects[kind].variance)
		for i := d.First; i < d.First+d.N; i++ {
			factor[i] *= by
			q.factor(i, by, doubt)
		}
		if math.Abs(by-1) >= 0.03 {
			g := q.in.Future
			e := estimate(effects[kind])
			q.notes = append(q.notes, forecast.Note{Code: forecast.NoteHoliday, Queue: q.series.Queue, Name: nearNames[kind],
				Span: calendar.Window{From: g.At(d.First), To: g.At(d.First + d.N)}, Value: by, Low: e.Low, High: e.High})
		}
	}
}
