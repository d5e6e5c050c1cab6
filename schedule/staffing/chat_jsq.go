package staffing

import "fmt"

// Shortest is the same queue of chats without moving them: an arrival joins the agent who
// holds the fewest, and stays there. Agents are alike, so that a state is how many agents
// hold 0, 1, ... chats; states with customers waiting follow from the full one. The Markov
// chain is exact; it fails when n agents and the slots make too many states.
func (c ChatDesk) Shortest(n int) (ChatSteady, error) {
	slots := max(c.Slots, 1)
	if n <= 0 || !(c.PerHour > 0) {
		return c.Steady(n), nil
	}
	f := fewest{desk: c, agents: n, slots: slots}
	if err := f.number(); err != nil {
		return ChatSteady{}, err
	}
	p, err := leveled{size: f.sizes(), up: f.up, down: f.down}.stationary()
	if err != nil {
		return ChatSteady{}, err
	}
	rate, theta := c.PerHour/hour, 0.0
	if c.Patience > 0 {
		theta = 1 / c.Patience
	}
	d := newDelay(rate, float64(n)*c.perAgent(slots), theta)
	last := p[n*slots][0] // everything full and nobody waiting
	out := ChatSteady{Steady: steady(n, (1-last)/last, d)}
	var chats, busy float64
	for k, level := range p[:n*slots] {
		for i, x := range level {
			chats += x * float64(k)
			busy += x * float64(n-f.states[k][i][0])
		}
	}
	free := (1 - out.Wait) / (1 - last)
	chats = free*chats + out.Wait*float64(n*slots)
	busy = free*busy + out.Wait*float64(n)
	out.Occupancy, out.SlotOccupancy = busy/float64(n), chats/float64(n*slots)
	out.Concurrency = chats / busy
	out.ChatTime = chats / (rate * (1 - out.Abandon))
	return out, nil
}

// fewest is the chain below and at the full state; a level is the number of chats.
type fewest struct {
	desk          ChatDesk
	agents, slots int
	states        [][][]int // agents by chats held
	index         map[string]int
}

func (f *fewest) number() error {
	tooMany := fmt.Errorf("%d agents with %d slots: more states than the exact chain can hold", f.agents, f.slots)
	most := min(mostStates, 20*mostStates/(f.slots+1))
	if f.agents > mostStates || f.agents*f.slots > mostStates {
		return tooMany
	}
	f.states = make([][][]int, f.agents*f.slots+1)
	f.index = map[string]int{}
	var count int
	held := make([]int, f.slots+1)
	var fill func(slot, left, chats int) bool
	fill = func(slot, left, chats int) bool {
		if slot == 0 {
			held[0] = left
			state := append([]int(nil), held...)
			f.index[key(state)] = len(f.states[chats])
			f.states[chats] = append(f.states[chats], state)
			count++
			return count <= most
		}
		for x := range left + 1 {
			held[slot] = x
			if !fill(slot-1, left-x, chats+x*slot) {
				return false
			}
		}
		return true
	}
	if !fill(f.slots, f.agents, 0) {
		return tooMany
	}
	return nil
}

// key names a state in the index.
func key(state []int) string {
	out := make([]byte, 0, 3*len(state))
	for _, x := range state {
		out = append(out, byte(x), byte(x>>8), byte(x>>16))
	}
	return string(out)
}

func (f *fewest) sizes() []int {
	out := make([]int, len(f.states))
	for k, level := range f.states {
		out[k] = len(level)
	}
	return out
}

// moved is the index of the state in which an agent holds `to` chats instead of `from`.
func (f *fewest) moved(state []int, from, to int) int {
	next := append([]int(nil), state...)
	next[from]--
	next[to]++
	return f.index[key(next)]
}

func (f *fewest) up(level, i int) []move {
	state := f.states[level][i]
	for held, agents := range state {
		if agents > 0 && held < f.slots {
			return []move{{f.moved(state, held, held+1), f.desk.PerHour / hour}}
		}
	}
	return nil
}

func (f *fewest) down(level, i int) []move {
	var out []move
	state := f.states[level][i]
	for held, agents := range state {
		if held > 0 && agents > 0 {
			out = append(out, move{f.moved(state, held, held-1), float64(agents) * f.desk.perAgent(held)})
		}
	}
	return out
}
