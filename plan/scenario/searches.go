package scenario

import (
	"math"
	"slices"

	"github.com/shopspring/decimal"
	"gonum.org/v1/gonum/stat/distuv"

	"turno/plan/cost"
)

// seedOf is the seed of a search for a roster, the same in every scenario.
func seedOf(seed uint64, search int) uint64 { return seed + uint64(search)*0x9e3779b97f4a7c15 }

// figures are those of measured plans, one of each search.
func figures(all []measured) Figures {
	var list []Figures
	for _, m := range all {
		list = append(list, m.Figures)
	}
	return searched(list)
}

// differences is what measured plans come to more than others, search by search.
func differences(all, than []measured) Figures {
	var list []Figures
	for k, m := range all {
		list = append(list, m.minus(than[k]))
	}
	out := searched(list)
	out.Cost = figures(all).Cost.Sub(figures(than).Cost)
	return out
}

// searched is what several searches for a roster come to: means, with the chance of the
// searches beside that of the customers. What all of them found alike has none.
func searched(all []Figures) Figures {
	if len(all) == 1 {
		return all[0]
	}
	out := all[0]
	out.Queues, out.Days = slices.Clone(out.Queues), slices.Clone(out.Days)
	gather(out.estimates(), all, func(f *Figures) []*Estimate { return f.estimates() })
	for i := range out.Queues {
		gather(out.Queues[i].estimates(), all, func(f *Figures) []*Estimate { return f.Queues[i].estimates() })
	}
	for i := range out.Days {
		gather(out.Days[i].estimates(), all, func(f *Figures) []*Estimate { return f.Days[i].estimates() })
	}
	lines := make([]cost.Line, len(all))
	for k, f := range all {
		lines[k] = f.Cost
	}
	out.Cost = meanCost(lines)
	return out
}

// gather writes the figures of all into out, one by one.
func gather(out []*Estimate, all []Figures, of func(*Figures) []*Estimate) {
	found := make([][]*Estimate, len(all))
	for k := range all {
		found[k] = of(&all[k])
	}
	for i := range out {
		one := make([]Estimate, len(all))
		for k := range all {
			one[k] = *found[k][i]
		}
		*out[i] = meanOf(one)
	}
}

// meanOf is the mean of an estimate over searches: to the half-widths that chance of the
// customers gives, which all searches share, comes that of the mean of so many searches
// (Student's t).
func meanOf(all []Estimate) Estimate {
	n := float64(len(all))
	var mean, below, above, squares float64
	for _, e := range all {
		mean, below, above = mean+e.Mean/n, below+(e.Mean-e.Low)/n, above+(e.High-e.Mean)/n
	}
	same := true
	for _, e := range all {
		squares += (e.Mean - mean) * (e.Mean - mean)
		same = same && e == all[0]
	}
	if same {
		return all[0]
	}
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(0.975) * math.Sqrt(squares/(n-1)/n)
	return Estimate{Mean: mean, Low: mean - math.Hypot(below, half), High: mean + math.Hypot(above, half)}
}

// meanCost is the mean of every line, to the cent; the total is the sum of the lines.
func meanCost(all []cost.Line) cost.Line {
	n := decimal.NewFromInt(int64(len(all)))
	mean := func(of func(cost.Line) decimal.Decimal, places int32) decimal.Decimal {
		var sum decimal.Decimal
		for _, l := range all {
			sum = sum.Add(of(l))
		}
		return sum.DivRound(n, places)
	}
	out := cost.Line{
		PaidHours: mean(func(l cost.Line) decimal.Decimal { return l.PaidHours }, 4),
		Base:      mean(func(l cost.Line) decimal.Decimal { return l.Base }, 2),
		Night:     mean(func(l cost.Line) decimal.Decimal { return l.Night }, 2),
		Saturday:  mean(func(l cost.Line) decimal.Decimal { return l.Saturday }, 2),
		Sunday:    mean(func(l cost.Line) decimal.Decimal { return l.Sunday }, 2),
		Holiday:   mean(func(l cost.Line) decimal.Decimal { return l.Holiday }, 2),
		Overtime:  mean(func(l cost.Line) decimal.Decimal { return l.Overtime }, 2),
	}
	out.Total = decimal.Sum(out.Base, out.Night, out.Saturday, out.Sunday, out.Holiday, out.Overtime)
	return out
}
