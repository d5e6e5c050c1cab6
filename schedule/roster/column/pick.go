package column

// Sizes, in agents times days, up to which the whole problem is replanned at once: before
// anything else, after a first pass over the weeks, or after many.
const (
	small  = 1500
	medium = 2000
	large  = 4000
	crew   = 50  // agents replanned at a time on a few days
	few    = 400 // agents times days replanned at a time on many days
)

// pick is the part to replan as neighbourhood n, without the agents that are taken.
func (s *search) pick(n int, taken []bool) part {
	days, size := s.m.p.Days, len(s.paths)*s.m.p.Days
	length := min(14, days)
	passes := max(1, (days-length+6)/7+1)
	if size <= small && !s.m.soft() {
		passes = 0
	}
	switch {
	case n < passes:
		return part{s.some(crew, taken), s.window(min(7*n, days-length), length)}
	case n == passes && size <= medium, n == 12*passes && size > medium && size <= large:
		return part{s.some(len(s.paths), nil), s.window(0, days)}
	}
	if s.rng.IntN(2) == 0 && days > length {
		length = min(days, length+s.rng.IntN(7)-3)
		return part{s.some(20+s.rng.IntN(crew-20), taken), s.window(s.rng.IntN(days-length+1), length)}
	}
	length = min(days, 42)
	return part{s.some(4+s.rng.IntN(max(5, few/length)), taken), s.window(s.rng.IntN(days-length+1), length)}
}

// some is n planned agents at random, of those that are not taken where these are enough.
func (s *search) some(n int, taken []bool) (out []int) {
	free := 0
	for a := range taken {
		if !taken[a] && s.paths[a] != nil {
			free++
		}
	}
	if free < 2 {
		taken = nil
	}
	for _, a := range s.rng.Perm(len(s.paths)) {
		if s.paths[a] != nil && len(out) < n && (taken == nil || !taken[a]) {
			out = append(out, a)
		}
	}
	return out
}

// window opens days from a first one on.
func (s *search) window(first, length int) []bool {
	open := make([]bool, s.m.p.Days)
	for d := first; d < min(first+length, len(open)); d++ {
		open[d] = true
	}
	return open
}

// soft says whether an agent has limits that cost, with which paths take far longer to find.
func (m *model) soft() bool {
	for _, w := range m.walkers {
		if w.asks {
			return true
		}
	}
	return false
}
