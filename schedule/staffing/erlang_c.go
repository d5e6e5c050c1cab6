package staffing

import "math"

const hour = 3600 // seconds

// ErlangC is the queue M/M/n: perHour contacts an hour of aht seconds each, n agents, and
// customers who never leave (Erlang 1917). A queue with nothing offered waits for nobody;
// one whose load reaches n grows without end.
func ErlangC(perHour, aht float64, n int) Steady {
	return ErlangA(perHour, aht, 0, n)
}

// WaitQuantile is the wait in seconds that a share p of contacts does not exceed in a
// queue whose customers never leave (Erlang C); 0 when so many do not wait at all.
func (s Steady) WaitQuantile(p float64) float64 {
	if s.Wait <= 1-p {
		return 0
	}
	return max(0, math.Log(s.Wait/(1-p))/(s.delay.drain-s.delay.rate))
}
