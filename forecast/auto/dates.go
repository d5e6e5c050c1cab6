package auto

import (
	"context"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
)

const (
	dateYears      = 3       // in which a date must have been seen
	dateParts      = 4       // of a day whose changes are told apart
	dateProof      = 0.00001 // chance of taking an ordinary date for a special one
	dateClip       = 3.0     // standard deviations that one year may count at most
	leastDeviation = 1e-3    // of days that are all alike
)

// A date is one that comes back every year: a day of a month, on a weekday or at a weekend,
// for a feast on a Sunday changes less, or the nth or last (0) of a weekday in a month.
type date struct {
	month   time.Month
	day     int // of the month, 0 where the weekday counts
	weekend bool
	nth     int
	weekday time.Weekday
}

// datesOf are the dates that t's day is.
func datesOf(t time.Time) []date {
	_, month, day := t.Date()
	weekday := t.Weekday()
	list := []date{
		{month: month, day: day, weekend: weekday == time.Saturday || weekday == time.Sunday},
		{month: month, nth: (day-1)/7 + 1, weekday: weekday},
	}
	if t.AddDate(0, 0, 7).Month() != month {
		list = append(list, date{month: month, weekday: weekday})
	}
	return list
}

// partsOfDay are logarithms of factors by part of the day.
type partsOfDay [dateParts]float64

// at is the factor's logarithm at t, drawn from the middle of one part to that of the next.
func (p partsOfDay) at(t time.Time) float64 {
	x := (float64(t.Hour())+float64(t.Minute())/60)/24*dateParts - 0.5
	k := math.Floor(x)
	from, to := p[int(max(k, 0))], p[int(min(k+1, dateParts-1))]
	return from + (to-from)*(x-k)
}

// specialDate is how a date differs from other days.
type specialDate struct {
	change partsOfDay
	doubt  float64 // standard deviation
	proof  float64 // chi-square
}

// specialDates are dates that no calendar of holidays told of and that have gone their own
// way year after year: feasts of a place, sales, the days between the years.
type specialDates map[date]specialDate

// on is what a day differs by as all the special dates that it is together; false where it is
// none.
func (s specialDates) on(t time.Time) (sum specialDate, ok bool) {
	for _, d := range datesOf(t) {
		found, special := s[d]
		if !special {
			continue
		}
		ok = true
		sum.doubt = max(sum.doubt, found.doubt)
		for k, x := range found.change {
			sum.change[k] += x
		}
	}
	return sum, ok
}

// removeDates learns the special dates and takes their changes off the history.
func (q *queue) removeDates(ctx context.Context) error {
	q.dates = q.provenDates()
	if len(q.dates) == 0 {
		return nil
	}
	for i := range q.series.Volume {
		t := q.series.Grid.At(i).In(q.zone)
		if s, ok := q.dates.on(t); ok {
			q.lift(i, math.Exp(-s.change.at(t)))
		}
	}
	return q.refit(ctx)
}

// provenDates are the dates whose mean change over the years is far beyond chance, told by
// the change of the whole day and by that of its course, which vary differently.
func (q *queue) provenDates() specialDates {
	if q.weeks()*7 < dateYears*yearDays {
		return nil
	}
	days := q.localDays(q.series.Grid)
	told := make([]*partsOfDay, len(days))
	for k, d := range days {
		told[k] = q.partsOf(d.First, d.N)
	}
	seen := map[date][]*partsOfDay{}
	var order []date
	var whole, course []float64
	for k, d := range days {
		parts, ok := besideNeighbours(told, k)
		if !ok {
			continue
		}
		mean := parts.mean()
		whole = append(whole, math.Abs(mean))
		for _, x := range parts {
			course = append(course, math.Abs(x-mean))
		}
		for _, key := range datesOf(q.series.Grid.At(d.First + d.N/2).In(q.zone)) {
			if seen[key] == nil {
				order = append(order, key)
			}
			seen[key] = append(seen[key], &parts)
		}
	}
	if len(whole) == 0 {
		return nil
	}
	day, shape := 1.4826*median(whole), 1.4826*median(course)*math.Sqrt(dateParts/(dateParts-1.0))
	return chooseDates(order, seen, max(day, leastDeviation), max(shape, leastDeviation))
}

// chooseDates takes the best proven date and its change out of the days, then the next, so
// that a feast on a weekday does not make the days of the month that it fell on special, too.
func chooseDates(order []date, seen map[date][]*partsOfDay, day, shape float64) specialDates {
	limit := distuv.ChiSquared{K: dateParts}.Quantile(1 - dateProof)
	special := specialDates{}
	for {
		var best date
		var found specialDate
		for _, key := range order {
			if list := seen[key]; len(list) >= dateYears {
				if s := tellDate(list, day, shape); s.proof > max(limit, found.proof) {
					best, found = key, s
				}
			}
		}
		if found.proof == 0 {
			return special
		}
		special[best] = found
		for _, parts := range seen[best] {
			for k := range parts {
				parts[k] -= found.change[k]
			}
		}
		delete(seen, best)
	}
}

// tellDate is the change that a date made in several years; day and shape are the usual
// deviations of a day and of a part of it from its day. A year far from the others counts as
// one at the edge of chance; the mean is shrunk by what chance adds to it (James and Stein
// 1961).
func tellDate(list []*partsOfDay, day, shape float64) specialDate {
	n := float64(len(list))
	values := make([]float64, len(list))
	for k, parts := range list {
		values[k] = parts.mean()
	}
	whole := clippedMean(values, dateClip*day)
	s := specialDate{proof: n * square(whole/day), doubt: math.Hypot(day, shape) / math.Sqrt(n)}
	for k := range s.change {
		for l, parts := range list {
			values[l] = parts[k] - parts.mean()
		}
		x := clippedMean(values, dateClip*shape)
		s.proof += n * square(x/shape) * (dateParts - 1) / dateParts
		s.change[k] = whole + x
	}
	for k := range s.change {
		s.change[k] *= max(0, 1-dateParts/s.proof)
	}
	return s
}

// clippedMean is the mean of values, those further than limit from their median drawn in.
func clippedMean(values []float64, limit float64) float64 {
	centre := median(slices.Clone(values))
	var sum float64
	for _, x := range values {
		sum += min(max(x, centre-limit), centre+limit)
	}
	return sum / float64(len(values))
}

func (p partsOfDay) mean() float64 {
	var sum float64
	for _, x := range p {
		sum += x
	}
	return sum / dateParts
}

// partsOf is how far the parts of a day of the history lay from the usual; nil where one is
// closed or hardly recorded.
func (q *queue) partsOf(first, n int) *partsOfDay {
	var parts, count partsOfDay
	for i := first; i < first+n; i++ {
		if r := q.week.Residuals[i]; !math.IsNaN(r) {
			k := (i - first) * dateParts / n
			parts[k], count[k] = parts[k]+r, count[k]+1
		}
	}
	for k := range parts {
		if 2*dateParts*count[k] < float64(n) {
			return nil
		}
		parts[k] /= count[k]
	}
	return &parts
}

// besideNeighbours is how far a day lay from the same weekday of the weeks around it, so that
// the time of the year plays no part; false where too few of them are known.
func besideNeighbours(told []*partsOfDay, day int) (parts partsOfDay, ok bool) {
	if told[day] == nil {
		return parts, false
	}
	for k := range parts {
		var around []float64
		for _, away := range []int{-21, -14, -7, 7, 14, 21} {
			if d := day + away; d >= 0 && d < len(told) && told[d] != nil {
				around = append(around, told[d][k])
			}
		}
		if len(around) < 3 {
			return parts, false
		}
		parts[k] = told[day][k] - median(around)
	}
	return parts, true
}

// applyDates puts the changes of the special dates ahead back.
func (q *queue) applyDates() {
	if len(q.dates) == 0 {
		return
	}
	g := q.in.Future
	factor := ones(g.N)
	for _, d := range q.localDays(g) {
		s, ok := q.dates.on(g.At(d.First + d.N/2).In(q.zone))
		if !ok {
			continue
		}
		for i := d.First; i < d.First+d.N; i++ {
			factor[i] = math.Exp(s.change.at(g.At(i).In(q.zone)))
			q.factor(i, factor[i], s.doubt)
		}
		q.noteAhead(forecast.NoteDate, d.First, d.First+d.N, math.Exp(s.change.mean()))
	}
	q.component("date", factor)
}
