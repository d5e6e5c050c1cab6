package backtest

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Evaluate measures the methods on all histories. Queues whose histories end together are
// forecast together, origin by origin and all methods at once; an origin whose horizon
// holds nothing to score is not forecast at all. It fails when a history does not reach
// back to the first origin or the context ends; progress counts forecasts of one queue
// group from one origin.
func Evaluate(ctx context.Context, histories []forecast.Series, d Design, methods []Method, progress forecast.Progress) (Report, error) {
	report := Report{Design: d, Methods: make([]MethodReport, len(methods))}
	stages, err := d.stages(histories)
	if err != nil || len(histories) == 0 {
		return report, errors.Join(err, noHistory(histories))
	}
	e := evaluation{design: d, histories: histories, progress: progress, total: len(methods) * len(stages)}
	measured := make([][]tally, len(methods))
	for m := range methods {
		measured[m] = make([]tally, len(histories))
	}
	for _, s := range stages {
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(runtime.GOMAXPROCS(0))
		for m, method := range methods {
			group.Go(func() error { return e.run(ctx, method, s, measured[m]) })
		}
		if err := group.Wait(); err != nil {
			return report, err
		}
	}
	for m, method := range methods {
		report.Methods[m] = summary(method.Name, histories, measured[m])
	}
	return report, nil
}

func noHistory(h []forecast.Series) error {
	if len(h) == 0 {
		return errors.New("no queue to back-test: the history is empty")
	}
	return nil
}

// together lists the histories, by index, that share step and end.
func together(histories []forecast.Series) [][]int {
	var groups [][]int
next:
	for i, h := range histories {
		for k, g := range groups {
			if o := histories[g[0]].Grid; o.Step == h.Grid.Step && o.End().Equal(h.Grid.End()) {
				groups[k] = append(g, i)
				continue next
			}
		}
		groups = append(groups, []int{i})
	}
	return groups
}

// stage is one origin of queues that are forecast together.
type stage struct {
	members []int             // indices of the histories
	past    []forecast.Series // by member
	future  calendar.Grid
}

// stages lists the origins of all groups, but for those with nothing to score.
func (d Design) stages(histories []forecast.Series) (out []stage, err error) {
	var faults []error
	origins := make([][]int, len(histories))
	for i, h := range histories {
		origins[i], err = d.of(h)
		faults = append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	for _, members := range together(histories) {
		for k := range d.Origins {
			s, scored := stage{members: members}, false
			for _, i := range members {
				past, future := d.at(histories[i], origins[i][k])
				s.past, s.future = append(s.past, past), future
				scored = scored || slices.ContainsFunc(d.came(histories[i], future), func(y float64) bool { return !math.IsNaN(y) })
			}
			if scored {
				out = append(out, s)
			}
		}
	}
	return out, nil
}

type evaluation struct {
	design    Design
	histories []forecast.Series
	progress  forecast.Progress
	lock      sync.Mutex
	done      int
	total     int
}

// tally is what was measured on one queue.
type tally struct {
	all    sums
	hours  [24]sums
	failed string
}

// run forecasts one stage. When the group as a whole fails, each queue is tried alone, so
// that one that cannot be learnt does not hide the others.
func (e *evaluation) run(ctx context.Context, m Method, s stage, into []tally) error {
	volumes, err := m.Forecast(ctx, s.past, s.future)
	for j, i := range s.members {
		if err != nil && len(s.members) > 1 {
			e.alone(ctx, m, s.past[j], s.future, &into[i], e.histories[i])
		} else {
			e.score(volumes, j, err, s.past[j], &into[i], e.histories[i])
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	e.step()
	return nil
}

func (e *evaluation) alone(ctx context.Context, m Method, past forecast.Series, future calendar.Grid, into *tally, history forecast.Series) {
	v, err := m.Forecast(ctx, []forecast.Series{past}, future)
	e.score(v, 0, err, past, into, history)
}

func (e *evaluation) score(volumes []forecast.Volume, j int, err error, past forecast.Series, into *tally, history forecast.Series) {
	if err == nil {
		err = volumes[j].Check()
	}
	if err != nil {
		into.failed = err.Error()
		return
	}
	v := volumes[j]
	came, scale := e.design.came(history, v.Grid), weekAgoError(past)
	into.all.add(v, came, scale, everyHour)
	for hour := range into.hours {
		into.hours[hour].add(v, came, scale, hour)
	}
}

func (e *evaluation) step() {
	if e.progress != nil {
		e.lock.Lock()
		defer e.lock.Unlock()
		e.done++
		e.progress("back-test", e.done, e.total)
	}
}
