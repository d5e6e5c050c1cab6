package model

import (
	"context"
	"math"

	"turno/forecast"
	"turno/forecast/calendar"
)

// continuation is a method fitted to a frame: it continues the series from any cell on.
type continuation interface {
	// run continues x[:n] of the frame by len(out) cells, on the frame's scale.
	run(n int, out []float64)
}

// Origins from which the errors of a continuation are measured.
const (
	errorOrigins = 40  // at most
	errorSpacing = 0.8 // days between two
	optimism     = 1.1 // errors of a fit on its own history are too small, levers aside
	meanPoints   = 19  // quantiles whose mean is the expectation
)

// framed is a continuation with the errors that it made at the frame's own history.
type framed struct {
	frame       *frame
	method      continuation
	aim         aim
	bands       []band
	correlation float64
}

// band holds the errors of leads below an end, on the frame's scale.
type band struct {
	end    int       // first lead, in cells, that it does not hold for
	offset []float64 // by forecast level, around the median
	points []float64 // evenly spaced quantiles, around the median
	middle float64   // the median of the errors, for methods that aim at the mean
	errors []weighted
}

// finish measures the method's errors from origins within the history, the first of them at
// least after least cells, and makes it a forecast.Fitted whose median is the continuation.
func (f *frame) finish(ctx context.Context, method continuation, least int) (forecast.Fitted, error) {
	return f.measure(ctx, method, least, aimMedian)
}

// finishMean is finish for a method that aims at the mean: the median of the errors leads
// from there to the median.
func (f *frame) finishMean(ctx context.Context, method continuation, least int) (forecast.Fitted, error) {
	return f.measure(ctx, method, least, aimMean)
}

// finishExpectation is finishMean for a method whose continuation is taken for the mean as
// it stands.
func (f *frame) finishExpectation(ctx context.Context, method continuation, least int) (forecast.Fitted, error) {
	return f.measure(ctx, method, least, aimExpectation)
}

// aim says what a continuation stands for.
type aim int

const (
	aimMedian      aim = iota
	aimMean            // about the mean: the errors say where mean and median are
	aimExpectation     // the mean itself
)

func (f *frame) measure(ctx context.Context, method continuation, least int, a aim) (forecast.Fitted, error) {
	out := &framed{frame: f, method: method, aim: a}
	for _, end := range []int{(f.day + 3) / 4, f.day, 2 * f.day, 4 * f.day, max(f.week, 4*f.day+1)} {
		if len(out.bands) == 0 || end > out.bands[len(out.bands)-1].end {
			out.bands = append(out.bands, band{end: end})
		}
	}
	path := make([]float64, f.week)
	var chain []float64 // errors of all origins, a gap between two
	spacing := max(1, int(errorSpacing*float64(f.day)))
	for k := range errorOrigins {
		n := len(f.x) - 1 - k*spacing
		if n < least {
			break
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		path = path[:min(len(f.x)-n, f.week)]
		method.run(n, path)
		b := 0
		for lead, p := range path {
			for b < len(out.bands)-1 && lead >= out.bands[b].end {
				b++
			}
			miss := math.NaN()
			if f.known[n+lead] {
				miss = f.x[n+lead] - p
				out.bands[b].errors = append(out.bands[b].errors, weighted{miss, 1})
			}
			chain = append(chain, miss)
		}
		chain = append(chain, math.NaN())
		path = path[:cap(path)]
	}
	out.correlation = correlation(chain)
	out.shape()
	return out, nil
}

// shape turns the errors of the bands into quantiles. A band with few errors takes those of
// the band before it too, and none is narrower than the one before.
func (f *framed) shape() {
	const few = 30
	wider := optimism * math.Sqrt((1+f.frame.lever)/(1-f.frame.lever))
	for k := range f.bands {
		b := &f.bands[k]
		if k > 0 && len(b.errors) < few {
			b.errors = append(b.errors, f.bands[k-1].errors...)
		}
		sortWeighted(b.errors)
		middle := quantileOf(b.errors, 0.5)
		if f.aim != aimMedian {
			b.middle = middle
		}
		for _, p := range forecast.Levels() {
			b.offset = append(b.offset, wider*(quantileOf(b.errors, p)-middle))
		}
		for j := range meanPoints {
			p := (float64(j) + 0.5) / meanPoints
			b.points = append(b.points, quantileOf(b.errors, p)-middle)
		}
	}
	for k := range f.bands {
		f.bands[k].errors = nil
	}
}

// Forecast continues the history; the median is the continuation, the mean what its errors
// say about both sides. Closed slots are 0.
func (f *framed) Forecast(future calendar.Grid) forecast.Volume {
	v := newVolume(f.frame.queue, future)
	v.Correlation = f.correlation
	cells, horizon := f.frame.ahead(future)
	path := make([]float64, horizon)
	f.method.run(len(f.frame.x), path)
	for i, c := range cells {
		if c < 0 {
			continue
		}
		b := 0
		for b < len(f.bands)-1 && c >= f.bands[b].end {
			b++
		}
		f.interval(&v, i, path[c], f.bands[b])
	}
	return v
}

// interval writes mean and quantiles around a centre.
func (f *framed) interval(v *forecast.Volume, i int, centre float64, b band) {
	expectation := f.volume(centre)
	centre += b.middle
	sum, most := 0.0, burstRatio*(f.volume(centre)+1)
	for _, p := range b.points {
		sum += min(f.volume(centre+p), most)
	}
	v.Mean[i] = sum / meanPoints
	if f.aim == aimExpectation {
		v.Mean[i] = expectation
	}
	floor := 0.0
	for k := range v.Levels {
		floor = max(floor, f.volume(centre+b.offset[k]))
		v.Quantiles[k][i] = floor
	}
}

// volume is a number of the frame's scale as a volume, at least 0 and bounded.
func (f *framed) volume(x float64) float64 {
	v := f.frame.scale.from(x)
	if math.IsNaN(v) { // from an overflow
		return 0
	}
	return min(max(0, v), wildest)
}
