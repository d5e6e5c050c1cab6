package auto

import (
	"math"
	"time"

	"turno/forecast"
)

const leastTilted = 12.0 // hours of a course that may have a tilt

// pulse is the course of a campaign's excess, in hours since its start: it rises in a
// straight line, runs at 1 on average until end, and halves every half hours after it. With
// a tilt it begins so much above 1 and ends as much below: people answer a post at once, but
// buy for as long as a sale lasts.
type pulse struct {
	rise, end, half, tilt float64
}

// pulseOf is the course of a campaign with another rise and half-life than stated.
func pulseOf(c forecast.Campaign, rise, half float64) pulse {
	return pulse{rise: rise, end: max(c.End.Sub(c.Start).Hours(), rise), half: half}
}

// tilted is the course with a tilt, which needs a while to show, of a steepness without
// bounds: 0 is level, 1 begins at 1.76 and ends at 0.24.
func (p pulse) tilted(steepness float64) pulse {
	if p.end-p.rise >= leastTilted {
		p.tilt = math.Tanh(steepness)
	}
	return p
}

// area is the integral of the course from 0 to t.
func (p pulse) area(t float64) float64 {
	var sum float64
	if t > 0 && p.rise > 0 {
		x := min(t, p.rise)
		sum += (1 + p.tilt) * x * x / (2 * p.rise)
	}
	if x := min(t, p.end) - p.rise; x > 0 {
		sum += x
		if p.tilt != 0 {
			sum += p.tilt * x * (1 - x/(p.end-p.rise))
		}
	}
	if t > p.end && p.half > 0 {
		sum -= (1 - p.tilt) * p.half / math.Ln2 * math.Expm1(-(t-p.end)/p.half*math.Ln2)
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
