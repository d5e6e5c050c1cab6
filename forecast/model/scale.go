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

// powerScale is the transformation of Box & Cox (1964) of volume+1 with a power above 0.
type powerScale struct{ power float64 }

// boxCox chooses the power after Guerrero (1993): the one that makes the ratio of the
// standard deviation to the mean to the power 1-λ vary least between stretches of the
// history. A power next to 0 is the log.
func boxCox(volumes []float64) scale {
	const stretch = 48
	var means, deviations []float64
	for from := 0; from+stretch <= len(volumes); from += stretch {
		var sum, squares, n float64
		for _, v := range volumes[from : from+stretch] {
			if !math.IsNaN(v) {
				sum, squares, n = sum+v+1, squares+(v+1)*(v+1), n+1
			}
		}
		if n < stretch/2 {
			continue
		}
		if variance := squares/n - sum*sum/n/n; variance > 1e-12*squares/n {
			means, deviations = append(means, sum/n), append(deviations, math.Sqrt(variance))
		}
	}
	best, least := 0.0, math.Inf(1)
	for power := 0.0; power <= 1 && len(means) > 2; power += 0.1 {
		var sum, squares float64
		for k, m := range means {
			r := deviations[k] / math.Pow(m, 1-power)
			sum, squares = sum+r, squares+r*r
		}
		n := float64(len(means))
		if cv := squares * n / (sum * sum); cv < least {
			best, least = power, cv
		}
	}
	if best < 0.05 {
		return logScale{}
	}
	return powerScale{best}
}

func (s powerScale) to(v float64) float64 { return (math.Pow(v+1, s.power) - 1) / s.power }
func (s powerScale) from(x float64) float64 {
	return math.Pow(max(0, 1+s.power*x), 1/s.power) - 1
}
func (s powerScale) noise(x float64) float64 {
	return math.Pow(1+max(0, s.from(x)), s.power-0.5)
}
