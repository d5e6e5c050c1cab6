package backtest

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Joint predicts the same future grid for several queues from the past of all of them, so
// that they may learn from each other.
type Joint func(ctx context.Context, past []forecast.Series, future calendar.Grid) ([]forecast.Volume, error)

// Method is one competitor of a back-test.
type Method struct {
	Name     string
	Forecast Joint
}

// Each makes a joint forecaster of one that works queue by queue.
func Each(f Forecaster) Joint {
	return func(ctx context.Context, past []forecast.Series, future calendar.Grid) ([]forecast.Volume, error) {
		volumes := make([]forecast.Volume, len(past))
		for i, s := range past {
			v, err := f(ctx, s, future)
			if err != nil {
				return nil, err
			}
			volumes[i] = v
		}
		return volumes, nil
	}
}

// Report is what a back-test found, by method.
type Report struct {
	Design  Design
	Methods []MethodReport // in the order of the methods given
}

// MethodReport is how one method did. A method that could not learn some queue is
// measured on the others and says why in Failed.
type MethodReport struct {
	Name    string
	Queues  []QueueReport // in the order of the histories
	Overall Metrics       // plain mean over the queues measured; N is their sum
	Pooled  Metrics       // over all values of all queues
	Hours   [24]Metrics   // pooled, by local hour of the day
}

// QueueReport is how a method did on one queue.
type QueueReport struct {
	Queue  string
	Failed string // why nothing was measured, else empty
	Metrics
	Hours [24]Metrics // by local hour of the day
}

// Evaluate measures the methods on all histories. Queues whose histories end together are
// forecast together. It fails when a history does not reach back to the first origin or
// the context ends; progress counts forecasts of one queue group from one origin.
func Evaluate(ctx context.Context, histories []forecast.Series, d Design, methods []Method, progress forecast.Progress) (Report, error) {
	report := Report{Design: d, Methods: make([]MethodReport, len(methods))}
	var faults []error
	for _, h := range histories {
		_, err := d.of(h)
		faults = append(faults, err)
	}
	if err := errors.Join(faults...); err != nil || len(histories) == 0 {
		return report, errors.Join(err, noHistory(histories))
	}
	groups := together(histories)
	e := evaluation{design: d, histories: histories, progress: progress, total: len(methods) * len(groups) * d.Origins}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	measured := make([][]tally, len(methods))
	for m, method := range methods {
		measured[m] = make([]tally, len(histories))
		for _, members := range groups {
			group.Go(func() error { return e.run(ctx, method, members, measured[m]) })
		}
	}
	if err := group.Wait(); err != nil {
		return report, err
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

// run forecasts one group of queues from every origin. When the group as a whole fails,
// each queue is tried alone, so that one that cannot be learnt does not hide the others.
func (e *evaluation) run(ctx context.Context, m Method, members []int, into []tally) error {
	for k := range e.design.Origins {
		past := make([]forecast.Series, len(members))
		var future calendar.Grid
		for j, i := range members {
			origins, err := e.design.of(e.histories[i])
			if err != nil {
				return err
			}
			past[j], future = e.design.at(e.histories[i], origins[k])
		}
		volumes, err := m.Forecast(ctx, past, future)
		for j, i := range members {
			if err != nil && len(members) > 1 {
				e.alone(ctx, m, past[j], future, &into[i], e.histories[i])
			} else {
				e.score(volumes, j, err, past[j], &into[i], e.histories[i])
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		e.step()
	}
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

// summary averages and pools the queues of one method.
func summary(name string, histories []forecast.Series, measured []tally) MethodReport {
	r := MethodReport{Name: name}
	var pooled sums
	var hours [24]sums
	count := 0.0
	for i, t := range measured {
		q := QueueReport{Queue: histories[i].Queue, Failed: t.failed}
		if t.failed == "" {
			q.Metrics = t.all.metrics()
			for h := range t.hours {
				q.Hours[h] = t.hours[h].metrics()
				hours[h].plus(t.hours[h])
			}
			pooled.plus(t.all)
			r.Overall.plus(q.Metrics)
			count++
		}
		r.Queues = append(r.Queues, q)
	}
	r.Overall = r.Overall.over(max(count, 1))
	r.Pooled = pooled.metrics()
	for h := range hours {
		r.Hours[h] = hours[h].metrics()
	}
	return r
}

func (m *Metrics) plus(o Metrics) {
	m.N += o.N
	m.WAPE += o.WAPE
	m.MASE += o.MASE
	m.RMSE += o.RMSE
	m.Bias += o.Bias
	m.Pinball += o.Pinball
	m.WQL += o.WQL
	m.Coverage += o.Coverage
}

// over divides all but N.
func (m Metrics) over(n float64) Metrics {
	return Metrics{m.N, m.WAPE / n, m.MASE / n, m.RMSE / n, m.Bias / n, m.Pinball / n, m.WQL / n, m.Coverage / n}
}
