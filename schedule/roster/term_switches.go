package roster

// switches counts the changes of duty within a plan's shifts, across a break or not: people
// would rather stay with a queue than go back and forth every hour for next to nothing.
func (pl plan) switches() float64 {
	sum := 0
	for _, s := range pl {
		last := -1
		for _, part := range s.parts {
			if part.duty < 0 {
				continue
			}
			if last >= 0 && part.duty != last {
				sum++
			}
			last = part.duty
		}
	}
	return float64(sum)
}
