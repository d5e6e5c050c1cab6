package backtest

import (
	"context"

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
