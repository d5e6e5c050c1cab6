package auto

import (
	"math"
	"time"

	"turno/forecast"
)

// pulse is the course of a campaign's excess, in hours since its start: it rises in a
// straight line to 1, holds, and halves every half hours after end.
type pulse struct {
	rise, end, half float64
}

// pulseOf is the course of a campaign with another rise and half-life than stated.
func pulseOf(c forecast.Campaign, rise, half float64) pulse {
	return pulse{rise: rise, end: max(c.End.Sub(c.Start).Hours(), rise), half: half}
}

// area is the integral of the course from 0 to t.
func (p pulse) area(t float64) float64 {
	var sum float64
	if t > 0 && p.rise > 0 {
		x := min(t, p.rise)
		sum += x * x / (2 * p.rise)
	}
	sum += max(0, min(t, p.end)-p.rise)
	if t > p.end && p.half > 0 {
		sum -= p.half / math.Ln2 * math.Expm1(-(t-p.end)/p.half*math.Ln2)
	}
	return sum
}

// mean is the average course over [from, to) hours.
func (p pulse) mean(from, to float64) float64 {
	if to <= 0 || to <= from {
		return 0
	}
	return (p.area(to) - p.area(max(from, 0))) / (to - from)
}

// fades is when less than a thousandth of the excess is left, hours since the start.
func (p pulse) fades() float64 { return p.end + min(10*p.half, 365*24) }

func hours(h float64) time.Duration { return time.Duration(h * float64(time.Hour)) }
