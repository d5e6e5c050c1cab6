package staffing

import (
	"context"
	_ "embed"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// ReferenceCSV is the table of exact values that every model is tested with.
//
//go:embed testdata/reference.csv
var ReferenceCSV string

// Case is a published or otherwise known figure of a model.
type Case struct {
	ID, Model, Params, Metric string
	Value                     float64
	Tolerance                 float64 // greatest |x-Value| over |Value|, or |x| where Value is 0
	Source                    string
}

// Verdict is a case with what the model makes of it.
type Verdict struct {
	Case
	Got float64 // NaN where there is none
	OK  bool
	Err error // why there is no figure: no such model or metric, or parameters it does not take
}

// Within says whether x is the case's value within its tolerance.
func (c Case) Within(x float64) bool {
	limit := c.Tolerance
	if c.Value != 0 {
		limit *= math.Abs(c.Value)
	}
	return x == c.Value || math.Abs(x-c.Value) <= limit
}

// Verify compares the models with the cases, in their order. It fails only when ctx is
// cancelled.
func Verify(ctx context.Context, cases []Case) ([]Verdict, error) {
	type input struct{ model, params string }
	var inputs []input
	using := map[input][]int{}
	for i, c := range cases {
		in := input{c.Model, c.Params}
		if using[in] == nil {
			inputs = append(inputs, in)
		}
		using[in] = append(using[in], i)
	}
	out := make([]Verdict, len(cases))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, in := range inputs {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			metrics, err := Compute(in.model, in.params)
			for _, i := range using[in] {
				out[i] = cases[i].verdict(metrics, err)
			}
			return nil
		})
	}
	return out, group.Wait()
}

func (c Case) verdict(metrics map[string]float64, err error) Verdict {
	v := Verdict{Case: c, Got: math.NaN(), Err: err}
	if err != nil {
		return v
	}
	x, ok := metrics[c.Metric]
	if !ok {
		v.Err = unknownMetric(c.Model, c.Metric, metrics)
		return v
	}
	v.Got, v.OK = x, c.Within(x)
	return v
}

// Score is how many cases of a model hold.
type Score struct {
	Model     string
	Cases, OK int
}

// Scores counts verdicts by model, in the order of their first case.
func Scores(verdicts []Verdict) []Score {
	var out []Score
	for _, v := range verdicts {
		i := slices.IndexFunc(out, func(s Score) bool { return s.Model == v.Model })
		if i < 0 {
			i = len(out)
			out = append(out, Score{Model: v.Model})
		}
		out[i].Cases++
		if v.OK {
			out[i].OK++
		}
	}
	return out
}
