package model

import "math"

// scale is how volumes are turned into the numbers that a method works with.
type scale interface {
	to(volume float64) float64
	from(x float64) float64
	noise(x float64) float64 // standard deviation on the scale of a Poisson count there
}

// scaling chooses the scale for recorded volumes, in which NaN is missing.
type scaling func(volumes []float64) scale

// logScale is log(1+volume).
type logScale struct{}

func logs([]float64) scale { return logScale{} }

func (logScale) to(v float64) float64    { return math.Log1p(v) }
func (logScale) from(x float64) float64  { return math.Expm1(min(x, 36)) }
func (logScale) noise(x float64) float64 { return math.Exp(-max(x, 0) / 2) }

// plainScale is the volume in units of the usual one.
type plainScale struct{ usual float64 }

// plain takes the median of what is not 0 for usual.
func plain(volumes []float64) scale {
	var some []float64
	for _, v := range volumes {
		if v > 0 {
			some = append(some, v)
		}
	}
	if len(some) == 0 {
		return plainScale{1}
	}
	return plainScale{max(median(some), 1e-6)}
}

func (s plainScale) to(v float64) float64    { return v / s.usual }
func (s plainScale) from(x float64) float64  { return x * s.usual }
func (s plainScale) noise(x float64) float64 { return math.Sqrt(max(x, 1/s.usual) / s.usual) }
