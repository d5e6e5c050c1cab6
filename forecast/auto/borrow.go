package auto

import (
	"context"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat"

	"turno/forecast"
	"turno/forecast/model"
)

// A queue with less than shortDays of history borrows the shape of its week from siblings:
// queues of the same step with siblingDays of it.
const (
	shortDays    = 21
	borrowedDays = 35 // that a history has with what it borrows
	siblingDays  = 28
	mostSiblings = 8
	leastAlike   = 0.3 // correlation with the siblings' shape, where a week is known to compare
)

// borrowed is what a queue took from its siblings.
type borrowed struct {
	share float64 // of the history
	sigma float64 // of the siblings' errors, log scale
	level float64 // doubt about the level, log scale
}

// lender is a queue to learn from.
type lender struct {
	series forecast.Series
	week   *model.Week
	mean   float64 // usual volume of an interval
}

// borrow puts the pooled shape of the siblings' weeks, at the queue's own level as far as
// that is known, before a short history.
func (q *queue) borrow(ctx context.Context) error {
	perDay := int(24 * time.Hour / q.series.Grid.Step)
	n := recordedIn(q.series.Volume)
	if n >= shortDays*perDay {
		return nil
	}
	siblings, err := q.siblings(ctx, perDay)
	if err != nil || len(siblings) == 0 {
		return err
	}
	q.note(forecast.NoteShortHistory, 0, q.series.Grid.N, float64(n)/float64(7*perDay), "")
	g := q.series.Grid
	first := slices.IndexFunc(q.series.Volume, func(v float64) bool { return !math.IsNaN(v) })
	if first < 0 {
		first = g.N - 1
	}
	own := q.series.Volume[first:]
	g.Start, g.N = g.At(first), g.N-first
	lead := max(0, borrowedDays*perDay-g.N)
	shape := make([]float64, lead+g.N)
	for i := range shape {
		shape[i] = pooledShape(siblings, g.At(i-lead))
	}
	if total := q.series.Total(); total == 0 && n >= 2*perDay || n >= 7*perDay && alike(own, shape[lead:]) < leastAlike {
		return nil
	}
	scale := levelOf(own, shape[lead:], siblings, perDay)
	volume := make([]float64, 0, len(shape))
	for _, x := range shape[:lead] {
		volume = append(volume, x*scale)
	}
	volume = append(volume, own...)
	if n == 0 { // nothing known at all: the place of the history holds the shape too
		for i := lead; i < len(volume); i++ {
			volume[i] = shape[i] * scale
		}
	}
	days := float64(n) / float64(perDay)
	q.borrowed = &borrowed{share: 1 - float64(n)/float64(len(volume)), level: 1 / math.Sqrt(1+4*days)}
	for _, s := range siblings {
		q.borrowed.sigma += s.week.Sigma() / float64(len(siblings))
	}
	q.series = forecast.Series{Queue: q.series.Queue, Grid: g, Volume: volume}
	q.series.Grid.Start, q.series.Grid.N = g.At(-lead), len(volume)
	return nil
}

// recordedIn is the number of recorded values.
func recordedIn(v []float64) (n int) {
	for _, x := range v {
		if !math.IsNaN(x) {
			n++
		}
	}
	return n
}

func (q *queue) siblings(ctx context.Context, perDay int) (out []lender, err error) {
	for _, s := range q.in.History {
		if s.Queue == q.series.Queue || s.Grid.Step != q.series.Grid.Step || len(out) == mostSiblings || recordedIn(s.Volume) < siblingDays*perDay {
			continue
		}
		s = recent(s, 26*week)
		w, err := model.FitWeek(ctx, s, q.zone)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			continue
		}
		one := lender{series: s, week: w}
		for i := range s.Volume {
			if w.Open(i) {
				one.mean += max(0, math.Expm1(w.Usual(i))) / float64(len(s.Volume))
			}
		}
		if one.mean > 0 {
			out = append(out, one)
		}
	}
	return out, nil
}

// pooledShape is the mean over the siblings of what is usual at t in terms of their mean;
// NaN where most of them are closed. Times outside their histories are moved by weeks.
func pooledShape(siblings []lender, t time.Time) float64 {
	var sum, open float64
	for _, s := range siblings {
		g := s.series.Grid
		i := g.Index(t)
		perWeek := int(week / g.Step)
		if i >= g.N {
			i -= (i - g.N + perWeek) / perWeek * perWeek
		}
		if i < 0 {
			i += (perWeek - 1 - i) / perWeek * perWeek
		}
		if i < 0 || i >= g.N || !s.week.Open(i) {
			continue
		}
		sum, open = sum+max(0, math.Expm1(s.week.Usual(i)))/s.mean, open+1
	}
	if 2*open <= float64(len(siblings)) {
		return math.NaN()
	}
	return sum / open
}

// levelOf is the queue's level in terms of the shape: what its own values say, drawn
// towards the siblings' typical level while only hours are known.
func levelOf(own, shape []float64, siblings []lender, perDay int) float64 {
	var typical float64
	for _, s := range siblings {
		typical += math.Log(s.mean) / float64(len(siblings))
	}
	var came, expected, n float64
	for i, y := range own {
		if !math.IsNaN(y) && !math.IsNaN(shape[i]) {
			came, expected, n = came+y, expected+shape[i], n+1
		}
	}
	if expected <= 0 {
		return math.Exp(typical)
	}
	doubt := float64(perDay) / 12
	measured := math.Log((came + 0.1) / (expected + 0.1))
	return math.Exp((n*measured + doubt*typical) / (n + doubt))
}

// alike is the correlation of a history with a shape, on logs; 0 where either is constant.
func alike(own, shape []float64) float64 {
	var x, y []float64
	for i := range own {
		a, b := math.Log1p(own[i]), math.Log1p(10*shape[i])
		if !math.IsNaN(a) && !math.IsNaN(b) {
			x, y = append(x, a), append(y, b)
		}
	}
	if r := stat.Correlation(x, y, nil); !math.IsNaN(r) {
		return r
	}
	return 0
}

// doubtBorrowed widens a forecast that rests on siblings.
func (q *queue) doubtBorrowed() {
	if q.borrowed == nil {
		return
	}
	b := q.borrowed
	for i, m := range q.volume.Mean {
		if m > 0 {
			noise := math.Hypot(b.sigma, 1/math.Sqrt(m+1))
			q.scatter(i, math.Sqrt(b.share)*noise)
			q.factor(i, 1, b.level)
		}
	}
}
