package centre

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// queue is one stream of work of the centre.
type queue struct {
	name, channel string
	window        time.Duration // open time within which work is due; 0 where it is live
	settings      string        // in turno.yaml, behind channel and hours
}

// queues are the four of a centre: so many live ones, then what may wait.
func queues(live int) []queue {
	const (
		voice = "priority: 1, work: {aht: 6m}"
		chat  = "slots: 1, inflation: 0%, priority: 1, work: {aht: 6m}"
		later = "targets: [{share: 80%%, within: %s, clock: open}], priority: %d, work: {flush: 0%%, turns: 1, aht: 6m}"
	)
	calls := []queue{{"voice", "voice", 0, voice}, {"chat", "chat", 0, chat}, {"voice-2", "voice", 0, voice}, {"chat-2", "chat", 0, chat}}
	waits := []queue{
		{"messaging", "messaging", time.Hour, fmt.Sprintf(later, "1h", 2)},
		{"email", "email", 8 * time.Hour, fmt.Sprintf(later, "8h", 3)},
	}
	return append(calls[:live], waits[max(0, live-2):]...)
}

// contract is what the generator must know of a contract in settings.yaml.
type contract struct {
	name  string
	share float64 // of the agents
	hours float64 // paid at most in a week
	net   float64 // of them at work, breaks aside, when worked in five equal days
}

var contracts = []contract{
	{"full", 0.60, 40, 5 * (8 - 0.5)},
	{"part", 0.25, 30, 5 * (6 - 0.25)},
	{"short", 0.15, 20, 5 * (4 - 0.25)},
}

// skillSets are the queues that agents serve with the share of agents who do: most serve
// one or two.
var skillSets = []struct {
	share  float64
	queues []int
}{
	{.18, []int{0}}, {.10, []int{1}}, {.06, []int{2}}, {.06, []int{3}},
	{.16, []int{0, 1}}, {.12, []int{0, 2}}, {.12, []int{1, 2}}, {.06, []int{0, 3}}, {.06, []int{2, 3}},
	{.04, []int{0, 1, 3}}, {.04, []int{1, 2, 3}},
}

// person is one agent of the centre.
type person struct {
	contract int
	queues   []int
}

// team deals contracts and skills in their shares and shuffles both.
func team(s Settings) []person {
	rng := rand.New(rand.NewPCG(s.Seed, 1))
	work, skill := make([]float64, len(contracts)), make([]float64, len(skillSets))
	for i, c := range contracts {
		work[i] = c.share
	}
	for i, k := range skillSets {
		skill[i] = k.share
	}
	a, b := deal(rng, s.Agents, work), deal(rng, s.Agents, skill)
	out := make([]person, s.Agents)
	for i := range out {
		out[i] = person{a[i], skillSets[b[i]].queues}
	}
	return out
}

// deal gives each of n a kind, in proportion to the shares, in random order.
func deal(rng *rand.Rand, n int, shares []float64) []int {
	wanted := make([]float64, len(shares))
	for i, x := range shares {
		wanted[i] = x * float64(n)
	}
	var out []int
	for kind, count := range whole(wanted) {
		out = append(out, slices.Repeat([]int{kind}, count)...)
	}
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
