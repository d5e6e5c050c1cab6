package staffing

import (
	"math"
	"math/cmplx"
)

// WaveLoad is the load of agents when the rate of new conversations swings and customers
// write again: the needy station of the infinite-server network (Yom-Tov & Mandelbaum
// 2014). Its rate is taken from w, not from PerHour.
func (r ReturnDesk) WaveLoad(w Wave) Echo {
	mu, delta := hour/r.AHT, hour/r.Think
	at := complex(0, w.omega())
	response := (at + complex(delta, 0)) / ((at+complex(mu, 0))*(at+complex(delta, 0)) - complex(r.Return*mu*delta, 0))
	return Echo{
		Average: w.Mean / ((1 - r.Return) * mu), Amplitude: w.Mean * w.Swing * cmplx.Abs(response),
		Lag: -cmplx.Phase(response) / w.omega(), omega: w.omega(),
	}
}

// ReturnLoads are the mean numbers of messages under work and of customers thinking, were
// there agents for all of them, at the end of every hour and as means over it.
type ReturnLoads struct {
	WorkEnd, ThinkEnd   []float64
	WorkMean, ThinkMean []float64
}

// Loads is what hourly rates of new conversations, repeated for ever, make of the network
// of Yom-Tov & Mandelbaum (2014): x' = [-mu delta; p mu -delta] x + (rate, 0). Both roots of
// the matrix are real, so that x is made of two single stations.
func (r ReturnDesk) Loads(perHour []float64) ReturnLoads {
	mu, delta, p := hour/r.AHT, hour/r.Think, r.Return
	if p <= 0 {
		end, mean := settle(perHour, mu)
		none := make([]float64, len(perHour))
		return ReturnLoads{end, none, mean, none}
	}
	gap := math.Sqrt((mu-delta)*(mu-delta) + 4*p*mu*delta) // between the roots
	fast := (mu + delta + gap) / 2
	slow := mu * delta * (1 - p) / fast
	var up, down float64 // mu-slow and fast-mu, both positive, whose product is p mu delta
	if mu > delta {
		up = mu - slow
		down = p * mu * delta / up
	} else {
		down = fast - mu
		up = p * mu * delta / down
	}
	fastEnd, fastMean := settle(perHour, fast)
	slowEnd, slowMean := settle(perHour, slow)
	work := func(f, s []float64) []float64 { return mixed(f, up/gap, s, down/gap) }
	think := func(f, s []float64) []float64 { return mixed(f, -p*mu/gap, s, p*mu/gap) }
	return ReturnLoads{work(fastEnd, slowEnd), think(fastEnd, slowEnd), work(fastMean, slowMean), think(fastMean, slowMean)}
}

func mixed(a []float64, x float64, b []float64, y float64) []float64 {
	out := make([]float64, len(a))
	for i := range out {
		out[i] = x*a[i] + y*b[i]
	}
	return out
}
