package roster

// switches counts the changes of duty within a plan's shifts, across a break or not: people
// would rather stay with a queue than go back and forth every hour for next to nothing.
func (pl Plan) switches() float64 {
	sum := 0
	for _, s := range pl {
		last := -1
		for _, part := range s.Parts {
			if part.Duty < 0 {
				continue
			}
			if last >= 0 && part.Duty != last {
				sum++
			}
			last = part.Duty
		}
	}
	return float64(sum)
}
