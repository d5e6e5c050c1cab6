package document

import (
	"io"
	"math"

	"turno/forecast"
	"turno/forecast/backtest"
	"turno/internal/report/text"
)

// Metrics of a back-test. Where nothing was scored all but n are null.
type metrics struct {
	N       int    `json:"n"`
	WAPE    number `json:"wape"`
	MASE    number `json:"mase"`
	WQL     number `json:"wql"`
	Cov80   number `json:"cov80"`
	RMSE    number `json:"rmse"`
	Bias    number `json:"bias"`
	Pinball number `json:"pinball"`
}

type hourMetrics struct {
	Hour int `json:"hour"`
	metrics
}

type queueMetrics struct {
	Queue  string `json:"queue"`
	Failed string `json:"failed,omitempty"`
	metrics
	Hours []hourMetrics `json:"hours"`
}

type methodMetrics struct {
	Method  string         `json:"method"`
	Queues  []queueMetrics `json:"queues"`
	Overall metrics        `json:"overall"`
	Pooled  metrics        `json:"pooled"`
	Hours   []hourMetrics  `json:"hours"`
}

func measured(m backtest.Metrics) metrics {
	if m.N == 0 {
		none := number(math.NaN())
		return metrics{0, none, none, none, none, none, none, none}
	}
	return metrics{m.N, number(m.WAPE), number(m.MASE), number(m.WQL), number(m.Coverage), number(m.RMSE), number(m.Bias), number(m.Pinball)}
}

func hourly(hours [24]backtest.Metrics) []hourMetrics {
	out := make([]hourMetrics, len(hours))
	for h, m := range hours {
		out[h] = hourMetrics{h, measured(m)}
	}
	return out
}

// Backtest writes what a back-test measured: at the top the first method, per queue,
// overall (plain mean over the queues), pooled (over all values) and by local hour of the
// day, then the same for every method under methods. wape and mase judge the median, wql
// the quantiles, cov80 is the share within the outermost, rmse and bias judge the mean.
func Backtest(w io.Writer, r backtest.Report, worth []forecast.Worth, words text.Catalogue) error {
	doc := struct {
		Head
		Horizon  float64 `json:"horizon_seconds"`
		Origins  int     `json:"origins"`
		Step     float64 `json:"step_seconds"`
		Excluded int     `json:"excluded_windows"`
		methodMetrics
		Methods   []methodMetrics `json:"methods"`
		Overrides []override      `json:"overrides"`
	}{Head: head("backtest"), Horizon: r.Design.Horizon.Seconds(), Origins: r.Design.Origins, Step: r.Design.Spacing.Seconds(), Excluded: len(r.Design.Exclude), Methods: []methodMetrics{}, Overrides: []override{}}
	for _, m := range r.Methods {
		row := methodMetrics{Method: m.Name, Queues: []queueMetrics{}, Overall: measured(m.Overall), Pooled: measured(m.Pooled), Hours: hourly(m.Hours)}
		for _, q := range m.Queues {
			row.Queues = append(row.Queues, queueMetrics{q.Queue, q.Failed, measured(q.Metrics), hourly(q.Hours)})
		}
		doc.Methods = append(doc.Methods, row)
	}
	if len(doc.Methods) > 0 {
		doc.methodMetrics = doc.Methods[0]
	}
	for _, x := range worth {
		o := x.Override
		doc.Overrides = append(doc.Overrides, override{x.Queue, stamp(o.From, words), stamp(o.To, words), string(o.Op), number(o.Value), o.Reason, o.Who,
			x.N, number(x.Came), number(x.Without), number(x.With), number(x.Gain())})
	}
	return write(w, doc)
}

// override is a planner's correction and what it was good for: the sums of absolute errors
// of the mean without and with it, and the part of the error it took away.
type override struct {
	Queue   string `json:"queue"`
	From    string `json:"from"`
	To      string `json:"to"`
	Op      string `json:"op"`
	Value   number `json:"value"`
	Reason  string `json:"reason"`
	Who     string `json:"who,omitempty"`
	N       int    `json:"n"`
	Came    number `json:"came"`
	Without number `json:"error_without"`
	With    number `json:"error_with"`
	Gain    number `json:"gain"`
}
