package staffing

import "math"

// Priority2 is the mean waits in seconds of two classes of contacts that n agents serve,
// the first class first and nobody interrupted, with the same handle time and customers
// who never leave (Cobham 1954; Kella & Yechiali 1985). A class whose work piles up waits
// for ever.
func Priority2(first, second, aht float64, n int) (wait1, wait2 float64) {
	s1, s := first*aht/hour/float64(n), (first+second)*aht/hour/float64(n)
	if n <= 0 || s1 >= 1 {
		return math.Inf(1), math.Inf(1)
	}
	wait1 = ErlangC(first+second, aht, n).Wait * aht / float64(n) / (1 - s1)
	if s >= 1 {
		return wait1, math.Inf(1)
	}
	return wait1, wait1 / (1 - s)
}
