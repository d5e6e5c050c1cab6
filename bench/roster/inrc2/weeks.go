package inrc2

import "io"

// week reads the cover and the requests of week w.
func (in *Instance) week(r io.Reader, w int) error {
	f := &file{in: in}
	seen := map[int]bool{}
	f.headings = map[string]func([]string){
		"WEEK_DATA":          func(x []string) { f.belongs(x[0]) },
		"REQUIREMENTS":       func(x []string) { f.cover(x, w, seen) },
		"SHIFT_OFF_REQUESTS": func(x []string) { f.request(x, w) },
	}
	return f.read(r)
}

func (f *file) cover(x []string, w int, seen map[int]bool) {
	if !f.Count(x, 9, 9) {
		return
	}
	s, known := f.shift(x[0])
	k, ok := f.skill(x[1])
	if !known || !ok {
		return
	}
	at := f.in.cover(7*w, s, k)
	f.Check(!seen[at], "a second requirement of shift %s and skill %s", x[0], x[1])
	seen[at] = true
	for d, text := range x[2:] {
		c := f.limits("nurses", text)
		f.in.Cover[f.in.cover(7*w+d, s, k)] = Cover{Min: c.Min, Best: c.Max}
	}
}

func (f *file) request(x []string, w int) {
	if !f.Count(x, 3, 3) || !f.Check(len(f.in.Requests) < maxRequests, "more than %d requests", maxRequests) {
		return
	}
	n, known := f.nurse(x[0])
	d, ok := f.day(x[2])
	s := -1
	if x[1] != "Any" {
		var found bool
		s, found = f.shift(x[1])
		ok = ok && found
	}
	if known && ok {
		f.in.Requests = append(f.in.Requests, Request{Nurse: n, Day: 7*w + d, Shift: s})
	}
}

// history reads what the nurses bring with them.
func (in *Instance) history(r io.Reader) error {
	f := &file{in: in}
	seen := map[int]bool{}
	f.headings = map[string]func([]string){
		"HISTORY": func(x []string) {
			if f.Count(x, 2, 2) {
				f.Check(x[0] == "0", "history of week %q, expected 0: what was before the first week", x[0])
				f.belongs(x[1])
			}
		},
		"NURSE_HISTORY": func(x []string) { f.before(x, seen) },
	}
	if err := f.read(r); err != nil {
		return err
	}
	f.Check(len(seen) == len(in.Nurses), "history of %d nurses, expected all %d", len(seen), len(in.Nurses))
	return f.Err()
}

func (f *file) before(x []string, seen map[int]bool) {
	if !f.Count(x, 7, 7) {
		return
	}
	n, ok := f.nurse(x[0])
	if !ok || !f.Check(!seen[n], "nurse %q a second time", x[0]) {
		return
	}
	seen[n] = true
	h := History{
		Assignments: f.Number("assignments", x[1], 0, maxNumber), Weekends: f.Number("weekends", x[2], 0, maxNumber), Last: -1,
		ShiftRun: f.Number("days on the shift", x[4], 0, maxNumber), Run: f.Number("days in a row", x[5], 0, maxNumber),
		DaysOff: f.Number("days off", x[6], 0, maxNumber),
	}
	if x[3] != "None" {
		h.Last, _ = f.shift(x[3])
	}
	f.Check((h.Last >= 0) == (h.Run > 0) && (h.Last >= 0) == (h.ShiftRun > 0) && (h.Last < 0) == (h.DaysOff > 0) && h.ShiftRun <= h.Run,
		"last shift %s after %d days on it, %d at work and %d off: expected either days at work or days off", x[3], h.ShiftRun, h.Run, h.DaysOff)
	f.in.Nurses[n].History = h
}
