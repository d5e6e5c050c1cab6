package staffing

// Pooling is the Erlang C agents that queues of one handle time need to meet a goal each
// with its own team, and all together in one. It is false when not even MaxAgents do.
func Pooling(perHour []float64, aht float64, goal Goal) (dedicated, pooled int, ok bool) {
	least := func(rate float64) (int, bool) {
		return Agents(goal, func(n int) Steady { return ErlangC(rate, aht, n) })
	}
	var all float64
	for _, rate := range perHour {
		n, found := least(rate)
		if !found {
			return 0, 0, false
		}
		all += rate
		dedicated += n
	}
	pooled, ok = least(all)
	return dedicated, pooled, ok
}
