package staffing

import "math"

// Roomed is a live queue with few waiting places in the long run. Shares are of all offered
// contacts, those turned away included.
type Roomed struct {
	Block     float64 // share turned away: agents busy and every place taken
	Wait      float64 // share that gets a place and has to wait
	Abandon   float64 // share that waits and leaves
	Queue     float64 // mean number waiting
	Occupancy float64 // share of time that agents are busy
}

// ErlangAK is the queue M/M/n/n+K+M: ErlangA with room for only places waiting customers;
// who finds them taken is turned away and does not come back (Palm 1957; Riordan 1962). A
// patience of 0 is endless. With no places it is Erlang's loss system.
func ErlangAK(perHour, aht, patience float64, n, places int) Roomed {
	rate := perHour / hour
	load := rate * aht
	n, places = max(n, 0), max(places, 0)
	if !(load > 0) {
		return Roomed{}
	}
	var theta float64
	if patience > 0 {
		theta = 1 / patience
	}
	const huge = 1e200
	drain := float64(n) / aht
	free, term := below(load, n), 1.0 // weights against the state with all agents busy and nobody waiting
	var room, queue float64           // of the states with a place left; of numbers waiting
	for k := 0; k < places; k++ {
		room += term
		queue += float64(k) * term
		if rate < drain+float64(k)*theta && term*float64(k+1) < negligible*room {
			term = 0
			break
		}
		if term *= rate / (drain + float64(k+1)*theta); term > huge || queue > huge {
			free, room, queue, term = free/huge, room/huge, queue/huge, term/huge
		}
		if math.IsInf(term, 1) { // nobody serves and nobody leaves: every place is taken
			return Roomed{Block: 1, Queue: float64(places), Occupancy: 1}
		}
	}
	queue += float64(places) * term
	total := free + room + term
	if math.IsInf(total, 1) {
		return Roomed{Occupancy: load / float64(n)}
	}
	out := Roomed{Block: term / total, Wait: room / total, Queue: queue / total}
	out.Abandon = theta * out.Queue / rate
	out.Occupancy = 1
	if n > 0 {
		out.Occupancy = clamp(load * (1 - out.Block - out.Abandon) / float64(n))
	}
	return out
}
