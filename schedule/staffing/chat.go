package staffing

import "sort"

// ChatDesk is a queue of chats: each agent holds up to Slots at once, and a chat lasts AHT
// (1 + Inflation (k-1)) seconds on average while its agent holds k. Chats are spread over
// the agents as evenly as possible at every moment (Tezcan & Zhang 2014; Luo & Zhang 2013).
type ChatDesk struct {
	PerHour   float64 // chats offered an hour
	AHT       float64 // seconds of a chat held alone
	Slots     int     // chats at once, at least 1
	Inflation float64 // handle time added per further chat, as a share, 0 to 1
	Patience  float64 // seconds until a waiting customer leaves; 0 is never
}

// ChatSteady is a chat queue in the long run. Occupancy is the share of agents with at
// least one chat.
type ChatSteady struct {
	Steady
	SlotOccupancy float64 // chats over slots
	Concurrency   float64 // chats per agent who has any
	ChatTime      float64 // mean length of a chat in seconds
}

// perAgent is the rate at which an agent who holds k chats finishes them.
func (c ChatDesk) perAgent(k int) float64 {
	if k <= 0 {
		return 0
	}
	return float64(k) / (c.AHT * (1 + c.Inflation*float64(k-1)))
}

// drain is the rate at which n agents with k chats between them finish one.
func (c ChatDesk) drain(k, n int) float64 {
	held, more := k/n, k%n // `more` agents hold one chat above `held`
	return float64(more)*c.perAgent(held+1) + float64(n-more)*c.perAgent(held)
}

// Steady is the queue with n agents: a birth-death chain over the number of chats, exact
// for the balanced model.
func (c ChatDesk) Steady(n int) ChatSteady {
	rate := c.PerHour / hour
	if !(rate > 0) {
		return ChatSteady{Steady: Steady{Agents: n}}
	}
	var theta float64
	if c.Patience > 0 {
		theta = 1 / c.Patience
	}
	if n <= 0 {
		s := steady(n, 0, newDelay(rate, 0, theta))
		s.Occupancy = 1
		return ChatSteady{Steady: s}
	}
	full := n * max(c.Slots, 1)
	d := newDelay(rate, c.drain(full, n), theta)
	var sums chatSums
	sums.walk(c, rate, full, n)
	out := ChatSteady{Steady: steady(n, sums.weight, d)}
	out.Occupancy = clamp(out.Wait + (1-out.Wait)*sums.busy/float64(n))
	chats := out.Wait*float64(full) + (1-out.Wait)*sums.chats
	out.SlotOccupancy = chats / float64(full)
	if out.Occupancy > 0 {
		out.Concurrency = chats / (out.Occupancy * float64(n))
	}
	out.ChatTime = chats / (rate * (1 - out.Abandon))
	return out
}

// chatSums are the states in which a slot is free: their weight against the full state, and
// the mean chats and busy agents in them.
type chatSums struct{ weight, chats, busy float64 }

// walk sums from the most likely number of chats to both sides, as far as it matters:
// below it chats finish more slowly than they come, above it faster. With an inflation
// above 1 an agent with more chats finishes fewer, and every state is gone through.
func (s *chatSums) walk(c ChatDesk, rate float64, full, n int) {
	if c.Inflation > 1 {
		s.walkAll(c, rate, full, n)
		return
	}
	mode := sort.Search(full, func(k int) bool { return c.drain(k+1, n) >= rate })
	top := 1.0 // weight of the full state against the mode
	add := func(k int, term float64) {
		s.weight += term
		s.chats += term * float64(k)
		s.busy += term * float64(min(k, n))
	}
	if mode < full {
		add(mode, 1)
	}
	for k, term := mode+1, 1.0; k <= full; k++ {
		if term *= rate / c.drain(k, n); term < 1e-290 {
			top = 0
			break
		}
		if top = term; k < full {
			add(k, term)
		}
	}
	for k, term := mode, 1.0; k >= 1; k-- {
		if term *= c.drain(k, n) / rate; term < negligible*s.weight {
			break
		}
		add(k-1, term)
	}
	if s.weight > 0 {
		s.chats, s.busy = s.chats/s.weight, s.busy/s.weight
	}
	s.weight /= top
}

// walkAll sums over all states, from the full one down.
func (s *chatSums) walkAll(c ChatDesk, rate float64, full, n int) {
	const huge = 1e200
	top, term := 1.0, 1.0 // weights of the full state and of the current one, scaled alike
	for k := full; k >= 1; k-- {
		term *= c.drain(k, n) / rate
		s.weight += term
		s.chats += term * float64(k-1)
		s.busy += term * float64(min(k-1, n))
		if term > huge || s.chats > huge {
			top, term, s.weight, s.chats, s.busy = top/huge, term/huge, s.weight/huge, s.chats/huge, s.busy/huge
		}
	}
	if s.weight > 0 {
		s.chats, s.busy = s.chats/s.weight, s.busy/s.weight
	}
	s.weight /= top
}
