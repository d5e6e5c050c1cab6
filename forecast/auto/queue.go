package auto

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"turno/forecast"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

// queue is the forecast of one queue in the making.
type queue struct {
	in       Input
	series   forecast.Series // the history; cleaned step by step, on a copy of its volume
	zone     *time.Location
	effects  []*effect            // of the input's campaigns on this queue; nil where one does not touch it
	week     *model.Week          // usual week of the cleaned history
	burst    float64              // factor of the mean for bursts kept out of the baseline
	year     *yearCurve           // nil where none is proven
	month    *monthCurve          // nil where none is proven
	dates    specialDates         // days of the year that go their own way
	lifted   []float64            // by interval of the history, what lift made of it; nil is nothing
	bursts   *forecast.BurstShape // nil when there were none
	choice   Choice
	borrowed *borrowed // nil unless the history is short
	given    bool      // the choice was made before
	volume   forecast.Volume
	slows    []float64 // slow share of the volume's intervals; nil is that of the choice
	misses   []missed  // of the rehearsal
	notes    []forecast.Note
}

// forecast walks from history to volume: take out what is known, clean, learn, choose a
// method, forecast the usual course and put back what is known of the future.
func (q *queue) forecast(ctx context.Context) error {
	effect, err := q.clean(ctx)
	if err != nil {
		return err
	}
	baseline, err := q.learn(ctx)
	if err != nil {
		return err
	}
	q.volume = baseline.Forecast(q.in.Future)
	q.doubtBorrowed()
	q.explain()
	q.widen()
	q.applyYear()
	q.applyMonth()
	q.applyDates()
	q.applyHolidays(effect)
	q.applyKnown()
	q.bindSlows()
	q.volume.Queue = q.series.Queue
	q.applyOverrides()
	return q.volume.Check()
}

// clean takes out of the history what is known and what is wild, so that its usual course
// remains, and tells what holidays do to it.
func (q *queue) clean(ctx context.Context) (holidayEffect, error) {
	q.settle()
	if err := q.borrow(ctx); err != nil {
		return holidayEffect{}, err
	}
	recorded := q.series.Volume
	q.series.Volume = slices.Clone(recorded)
	q.removeKnown()
	holidays := q.removeHolidays()

	var err error
	if q.week, err = model.FitWeek(ctx, q.series, q.zone); err != nil {
		if ctx.Err() != nil {
			return holidayEffect{}, ctx.Err()
		}
		q.restore(holidays) // nothing but holidays and events recorded: learn from those
		holidays = nil
		if q.week, err = model.FitWeek(ctx, q.series, q.zone); err != nil {
			return holidayEffect{}, fmt.Errorf("%w; expected some outside of events whose effect is not known", err)
		}
	}
	q.noteExtent(recorded, holidays)
	q.removeOutages()
	if err := q.levelShifts(ctx); err != nil {
		return holidayEffect{}, err
	}
	if err := q.removeYear(ctx); err != nil {
		return holidayEffect{}, err
	}
	if err := q.removeMonth(ctx); err != nil {
		return holidayEffect{}, err
	}
	if err := q.removeDates(ctx); err != nil {
		return holidayEffect{}, err
	}
	near := q.learnNear()
	effect := q.learnHolidays(holidays)
	effect.near = near
	q.clipBursts()
	return effect, nil
}

// note records a finding about the intervals [from, to) of the history.
func (q *queue) note(code forecast.NoteCode, from, to int, value float64, name string) {
	g := q.series.Grid
	q.notes = append(q.notes, forecast.Note{Code: code, Queue: q.series.Queue,
		Span: calendar.Window{From: g.At(from), To: g.At(to)}, Value: value, Name: name})
}

// noteAhead records a finding about the intervals [from, to) of the future.
func (q *queue) noteAhead(code forecast.NoteCode, from, to int, value float64) {
	g := q.in.Future
	q.notes = append(q.notes, forecast.Note{Code: code, Queue: q.series.Queue, Span: calendar.Window{From: g.At(from), To: g.At(to)}, Value: value})
}

// weeks is the length of the history.
func (q *queue) weeks() float64 { return float64(q.series.Grid.N) * q.series.Grid.Hours() / 168 }

// refit learns the usual week anew from the history as it has become.
func (q *queue) refit(ctx context.Context) error {
	week, err := model.FitWeek(ctx, q.series, q.zone)
	if err == nil {
		q.week = week
	}
	return err
}

// usual is the count that is usual in interval i of the history.
func (q *queue) usual(i int) float64 { return max(0, math.Expm1(q.week.Usual(i))) }

// factor multiplies the forecast of interval i: the mean by by, the quantiles too, and
// their distance from the median grows as if by had a relative standard deviation doubt.
func (q *queue) factor(i int, by, doubt float64) {
	q.lasting(i, doubt)
	v := q.volume
	v.Mean[i] *= by
	median := len(v.Levels) / 2
	centre := math.Log1p(v.Quantiles[median][i] * by)
	for k, p := range v.Levels {
		x := v.Quantiles[k][i] * by
		if k != median && x+centre > 0 {
			z := distuv.UnitNormal.Quantile(p)
			away := math.Hypot(math.Log1p(x)-centre, z*doubt)
			x = max(0, math.Expm1(centre+math.Copysign(away, z)))
		}
		v.Quantiles[k][i] = x
	}
}
