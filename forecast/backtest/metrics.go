package backtest

import (
	"math"
	"slices"
	"time"

	"turno/forecast"
	"turno/forecast/calendar"
)

// Metrics judge forecasts, pooled over all origins and intervals with a recorded value.
// The median is judged by absolute errors, the mean by squares and sums. Those relative to
// volume are 0 where no volume came.
type Metrics struct {
	N        int     // values compared
	WAPE     float64 // sum of absolute errors of the median over the sum of volume
	MASE     float64 // mean absolute error of the median over that of the week before, in the history before each origin
	RMSE     float64 // root mean square error of the mean, contacts
	Bias     float64 // sum of the mean less volume, over the sum of volume
	Pinball  float64 // mean quantile loss over the levels, contacts
	WQL      float64 // twice the mean quantile loss over the levels, over the mean volume
	Coverage float64 // share of values within the lowest and highest quantile
}

// came is what was recorded on the grid, NaN where it is missing or not to be scored.
func (d Design) came(history forecast.Series, future calendar.Grid) []float64 {
	first := history.Grid.Index(future.Start)
	v := slices.Clone(history.Volume[first : first+future.N])
	for _, e := range d.Exclude {
		if e.Queue != "" && e.Queue != history.Queue {
			continue
		}
		for i := range v {
			if future.At(i).Before(e.Span.To) && future.At(i+1).After(e.Span.From) {
				v[i] = math.NaN()
			}
		}
	}
	return v
}

// sums gather errors.
type sums struct {
	n, volume, absolute, squared, signed, pinball, inside float64
	scaled, origins                                       float64
}

// everyHour as an hour of the day takes all intervals.
const everyHour = -1

// add compares a forecast with what came, in the given local hour of the day.
func (s *sums) add(v forecast.Volume, came []float64, scale float64, hour int) {
	var absolute, n float64
	for i, y := range came {
		if math.IsNaN(y) || hour != everyHour && v.Grid.At(i).Hour() != hour {
			continue
		}
		n++
		e := v.Mean[i] - y
		s.volume += y
		s.signed += e
		s.squared += e * e
		absolute += math.Abs(median(v, i) - y)
		inside := 0
		for k, p := range v.Levels {
			d := y - v.Quantiles[k][i]
			s.pinball += max(p*d, (p-1)*d) / float64(len(v.Levels))
			if k == 0 && d >= 0 || k == len(v.Levels)-1 && d <= 0 {
				inside++
			}
		}
		if inside == 2 {
			s.inside++
		}
	}
	s.n += n
	s.absolute += absolute
	if n > 0 && scale > 0 {
		s.scaled += absolute / n / scale
		s.origins++
	}
}

// median is the quantile 0.5 of an interval, read off where it is one of the levels.
func median(v forecast.Volume, i int) float64 {
	if k := slices.Index(v.Levels, 0.5); k >= 0 {
		return v.Quantiles[k][i]
	}
	return v.Quantile(i, 0.5)
}

// plus adds up what two sums gathered.
func (s *sums) plus(o sums) {
	s.n += o.n
	s.volume += o.volume
	s.absolute += o.absolute
	s.squared += o.squared
	s.signed += o.signed
	s.pinball += o.pinball
	s.inside += o.inside
	s.scaled += o.scaled
	s.origins += o.origins
}

func (s *sums) metrics() Metrics {
	m := Metrics{N: int(s.n)}
	if s.n > 0 {
		m.RMSE, m.Pinball, m.Coverage = math.Sqrt(s.squared/s.n), s.pinball/s.n, s.inside/s.n
	}
	if s.volume > 0 {
		m.WAPE, m.Bias, m.WQL = s.absolute/s.volume, s.signed/s.volume, 2*s.pinball/s.volume
	}
	if s.origins > 0 {
		m.MASE = s.scaled / s.origins
	}
	return m
}

// weekAgoError is the mean absolute difference of the history from a week before.
func weekAgoError(past forecast.Series) float64 {
	lag := int(7 * 24 * time.Hour / max(past.Grid.Step, 1))
	var sum, n float64
	for i := lag; i < len(past.Volume); i++ {
		if d := math.Abs(past.Volume[i] - past.Volume[i-lag]); !math.IsNaN(d) {
			sum, n = sum+d, n+1
		}
	}
	return sum / max(n, 1)
}
