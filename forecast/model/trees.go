package model

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Trees corrects the mean of the same hour of the past weeks by a linear regression and
// gradient-boosted trees on the calendar, on the weeks before and on how far the last hours
// and days lay from usual, directly for every distance ahead (no forecast is fed back within
// a week). The series of Pool, such as the other queues of a team, are learnt from as well:
// all is relative to each queue's own usual volume, so that large and small ones fit
// together.
type Trees struct {
	Pool []forecast.Series
}

// Name is trees, or trees-pooled with a pool.
func (m Trees) Name() string {
	if len(m.Pool) > 0 {
		return "trees-pooled"
	}
	return "trees"
}

const (
	treesRows   = 4000 // learnt from, of the queue itself
	poolRows    = 6000 // learnt from, of all others together
	usualWeeks  = 8    // whose mean is usual
	usualShrink = 0.93 // weight of each earlier week
	treesLever  = 0.12 // share of an observation in its own fit
)

// Fit needs four weeks.
func (m Trees) Fit(ctx context.Context, history forecast.Series, cal *calendar.Calendar) (forecast.Fitted, error) {
	f, err := newFrame(history, cal, logs)
	if err != nil {
		return nil, err
	}
	if least := 4 * f.week; len(f.x) < least {
		return nil, f.tooShort("boosted trees", least)
	}
	f.keep(treesRows + 3*f.week)
	t := newTrees(f)
	var table learning
	t.learnFrom(&table, treesRows)
	for _, s := range m.Pool {
		if s.Queue == history.Queue {
			continue
		}
		if other, err := newFrame(s, cal, logs); err == nil && len(other.x) >= 4*other.week {
			newTrees(other).learnFrom(&table, poolRows/len(m.Pool))
		}
	}
	t.linear = table.regress()
	for i := range table.y {
		table.y[i] -= t.linear.at(table.columns, i)
	}
	if t.boosted, err = boost(ctx, table.columns, table.y); err != nil {
		return nil, err
	}
	f.lever = treesLever
	return f.finish(ctx, t, 2*f.week)
}

// Features of a row: first those that enter the linear part.
const (
	restQuarter   = iota // mean difference from usual over the quarter of a day before the origin
	restDay              // over the day before
	restDays             // three days before
	restWeek             // the week before
	restThen             // at the same hour a week before
	restAround           // around it
	restHour             // at the same time of day in the days before the origin
	usualBeside          // how far the usual volume of the hours beside lies off this one's
	usualAlike           // how far that of the same time on the days before of this kind lies off
	linearEnd            //
	timeOfDay     = iota - 1
	dayOfWeek     // 0 is Sunday
	lead          // days between origin and hour
	usualRelative // usual volume of the hour relative to its week
	featureCount
)

// trees continues a series.
type trees struct {
	frame   *frame
	usual   []float64 // by cell: mean of the same cell in the weeks before
	rest    []float64 // by cell: difference from usual, 0 where missing
	sum     []float64 // running sums of rest
	seen    []float64 // running counts of recorded cells
	total   []float64 // running sums of usual
	linear  linear
	boosted *boosted
}

func newTrees(f *frame) *trees {
	t := &trees{frame: f}
	t.extend(f.x, f.known)
	return t
}

// extend computes what the features need for more cells.
func (t *trees) extend(x []float64, known []bool) {
	if len(t.usual) == 0 {
		t.sum, t.seen, t.total = []float64{0}, []float64{0}, []float64{0}
	}
	for i := len(t.usual); i < len(x); i++ {
		usual, rest, n := t.usualOf(x, i), 0.0, 0.0
		if i < len(known) && known[i] && i >= t.frame.week {
			rest, n = x[i]-usual, 1
		}
		t.usual, t.rest = append(t.usual, usual), append(t.rest, rest)
		t.sum, t.seen, t.total = append(t.sum, t.sum[i]+rest), append(t.seen, t.seen[i]+n), append(t.total, t.total[i]+usual)
	}
}

// usualOf is the weighted mean of the same cell in the weeks before.
func (t *trees) usualOf(x []float64, i int) float64 {
	var sum, total float64
	weight := 1.0
	for k := 1; k <= usualWeeks && i-k*t.frame.week >= 0; k++ {
		sum, total = sum+weight*x[i-k*t.frame.week], total+weight
		weight *= usualShrink
	}
	if total == 0 {
		return x[i]
	}
	return sum / total
}

// mean of the rest over [from, to), shrunk as if a few more hours had been usual.
func (t *trees) mean(from, to int) float64 {
	from = max(from, 0)
	return (t.sum[to] - t.sum[from]) / (t.seen[to] - t.seen[from] + 1)
}

// row is the features of cell i seen from an origin not after it.
func (t *trees) row(into []float64, origin, i int) {
	day, week := t.frame.day, t.frame.week
	into[restQuarter] = t.mean(origin-max(1, day/4), origin)
	into[restDay] = t.mean(origin-day, origin)
	into[restDays] = t.mean(origin-3*day, origin)
	into[restWeek] = t.mean(origin-week, origin)
	into[restThen] = t.rest[i-week]
	into[restAround] = t.mean(i-week-2, min(i-week+3, origin))
	var sum, n float64
	for j := i - day; j >= i-2*week; j -= day {
		if j < origin {
			sum, n = sum+t.rest[j], n+1
		}
		if n == float64(week/day) {
			break
		}
	}
	into[restHour] = sum / (n + 1)
	into[usualBeside] = (t.usual[i-1]+t.usualNext(i))/2 - t.usual[i]
	into[usualAlike] = t.alike(i) - t.usual[i]
	slot := t.frame.slotOf(i)
	per := t.frame.slots.perDay
	into[timeOfDay] = float64(slot%per) / float64(per)
	into[dayOfWeek] = float64(slot / per)
	into[lead] = math.Floor(float64(min(i-origin, week)) / float64(max(1, day/4)))
	into[usualRelative] = t.usual[i] - (t.total[i+1]-t.total[i+1-week])/float64(week)
}

// usualNext is the usual volume of the cell after i, as it was known a week before.
func (t *trees) usualNext(i int) float64 {
	if i+1 < len(t.usual) {
		return t.usual[i+1]
	}
	return t.usual[i+1-t.frame.week]
}

// alike is the mean usual volume at the same time on the days of the week before that are
// weekend or not as the day of cell i is.
func (t *trees) alike(i int) float64 {
	weekend := t.frame.slots.weekend(t.frame.slotOf(i))
	sum, n := t.usual[i], 1.0
	for j := i - t.frame.day; j > i-t.frame.week; j -= t.frame.day {
		if t.frame.slots.weekend(t.frame.slotOf(j)) == weekend {
			sum, n = sum+t.usual[j], n+1
		}
	}
	return sum / n
}

// slotOf is the slot of the week of a cell.
func (f *frame) slotOf(i int) int {
	c := ((f.first+i)%f.week + f.week) % f.week
	return f.cellSlot[c]
}

// learning is the table that is learnt from.
type learning struct {
	columns [][]float64
	y       []float64
}

// learnFrom adds the last recorded cells, each seen from an origin up to a week before it;
// the distances are spread evenly.
func (t *trees) learnFrom(table *learning, most int) {
	if table.columns == nil {
		table.columns = make([][]float64, featureCount)
	}
	row := make([]float64, featureCount)
	week := t.frame.week
	stride := week*5/8 + 1 // runs through all distances of a week in a scattered order
	for gcd(stride, week) != 1 {
		stride++
	}
	n := len(t.frame.x)
	for i := max(3*week, n-most); i < n; i++ {
		if !t.frame.known[i] {
			continue
		}
		t.row(row, i-i*stride%week, i)
		for f, x := range row {
			table.columns[f] = append(table.columns[f], x)
		}
		table.y = append(table.y, t.rest[i])
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// linear is a regression on the first features, without a constant: usual is usual.
type linear [linearEnd]float64

func (l linear) at(columns [][]float64, i int) float64 {
	var v float64
	for f, b := range l {
		v += b * columns[f][i]
	}
	return v
}

// regress fits the linear part with ridge.
func (t *learning) regress() linear {
	var l linear
	lhs, rhs := mat.NewSymDense(linearEnd, nil), mat.NewVecDense(linearEnd, nil)
	limit := clipOf(t.y)
	var trace float64
	for j := range linearEnd {
		for k := range j + 1 {
			var sum float64
			for i, a := range t.columns[j] {
				sum += a * t.columns[k][i]
			}
			lhs.SetSym(j, k, sum)
		}
		var sum float64
		for i, a := range t.columns[j] {
			sum += a * min(max(t.y[i], -limit), limit)
		}
		rhs.SetVec(j, sum)
		trace += lhs.At(j, j)
	}
	if trace < 1e-9 {
		return l
	}
	for j := range linearEnd {
		lhs.SetSym(j, j, lhs.At(j, j)+0.02*trace/linearEnd)
	}
	var factor mat.Cholesky
	if beta := mat.NewVecDense(linearEnd, nil); factor.Factorize(lhs) && factor.SolveVecTo(beta, rhs) == nil {
		copy(l[:], beta.RawVector().Data)
	}
	return l
}

func (t *trees) run(n int, out []float64) {
	future := &trees{frame: t.frame, usual: slices.Clone(t.usual[:n]), rest: slices.Clone(t.rest[:n]),
		sum: slices.Clone(t.sum[:n+1]), seen: slices.Clone(t.seen[:n+1]), total: slices.Clone(t.total[:n+1])}
	x := append(slices.Clone(t.frame.x[:n]), out...)
	row := make([]float64, featureCount)
	for h := range out {
		i := n + h
		future.extend(x[:i+1], nil)
		future.row(row, n, i)
		correction := t.boosted.predict(row)
		for f, b := range t.linear {
			correction += b * row[f]
		}
		out[h] = future.usual[i] + correction
		x[i] = out[h]
	}
}
