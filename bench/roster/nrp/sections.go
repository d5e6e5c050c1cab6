package nrp

import "strings"

func (d *reader) horizon(f []string) {
	if !d.Count(f, 1, 1) || !d.Check(d.in.Days == 0, "a second horizon; expected one") {
		return
	}
	d.in.Days = d.Number("horizon", f[0], 1, 7*maxWeeks)
	d.Check(d.in.Days%7 == 0, "horizon %d, expected whole weeks", d.in.Days)
}

func (d *reader) shift(f []string) {
	if !d.Count(f, 2, 3) || !d.Check(len(d.in.Types) < maxTypes, "more than %d shifts", maxTypes) {
		return
	}
	id := strings.TrimSpace(f[0])
	_, twice := d.types[id]
	d.Check(id != "" && !twice, "shift %q, expected a name that is not used yet", id)
	d.types[id] = len(d.in.Types)
	d.in.Types = append(d.in.Types, Type{ID: id, Minutes: d.Number("length", f[1], 1, 1440)})
	d.excluded = append(d.excluded, strings.Join(f[2:], ""))
}

// excludes reads which types may not follow, once all types are known.
func (d *reader) excludes(t int) {
	for _, name := range strings.Split(d.excluded[t], "|") {
		if strings.TrimSpace(name) == "" {
			continue
		}
		if x, ok := d.lookup("shift", name, d.types); ok {
			d.in.Types[t].NotBefore = append(d.in.Types[t].NotBefore, x)
		}
	}
}

func (d *reader) employee(f []string) {
	if !d.Count(f, 8, 8) || !d.Check(len(d.in.Staff) < maxStaff, "more than %d employees", maxStaff) {
		return
	}
	id := strings.TrimSpace(f[0])
	_, twice := d.staff[id]
	d.Check(id != "" && !twice, "employee %q, expected a name that is not used yet", id)
	e := Employee{ID: id, Most: make([]int, len(d.in.Types))}
	for t := range e.Most {
		e.Most[t] = d.in.Days
	}
	for _, part := range strings.Split(f[1], "|") {
		name, most, ok := strings.Cut(part, "=")
		if !d.Check(ok, "most shifts %q, expected shift=number", part) {
			continue
		}
		if t, ok := d.lookup("shift", name, d.types); ok {
			e.Most[t] = d.Number("most shifts", most, 0, maxNumber)
		}
	}
	e.MaxMinutes = d.Number("most minutes", f[2], 0, maxNumber)
	e.MinMinutes = d.Number("least minutes", f[3], 0, maxNumber)
	e.MaxRun = d.Number("most days in a row", f[4], 0, maxNumber)
	e.MinRun = d.Number("least days in a row", f[5], 0, maxNumber)
	e.MinOff = d.Number("least days off in a row", f[6], 0, maxNumber)
	e.MaxWeekends = d.Number("most weekends", f[7], 0, maxNumber)
	d.staff[id] = len(d.in.Staff)
	d.in.Staff = append(d.in.Staff, e)
}

func (d *reader) daysOff(f []string) {
	e, ok := d.lookup("employee", f[0], d.staff)
	if !ok {
		return
	}
	for _, text := range f[1:] {
		d.in.Staff[e].DaysOff = append(d.in.Staff[e].DaysOff, d.day(text))
	}
}

func (d *reader) request(f []string, on bool) {
	if !d.Count(f, 4, 4) {
		return
	}
	e, known := d.lookup("employee", f[0], d.staff)
	t, ok := d.lookup("shift", f[2], d.types)
	if known && ok {
		d.in.Requests = append(d.in.Requests, Request{e, d.day(f[1]), t, d.Number("weight", f[3], 0, maxNumber), on})
	}
}

func (d *reader) cover(f []string) {
	if !d.Count(f, 5, 5) {
		return
	}
	t, ok := d.lookup("shift", f[1], d.types)
	if !ok {
		return
	}
	c := Cover{d.day(f[0]), t, d.Number("wanted", f[2], 0, maxStaff), d.Number("weight", f[3], 0, maxNumber), d.Number("weight", f[4], 0, maxNumber)}
	d.Check(!d.covers[[2]int{c.Day, t}], "a second cover of day %d and shift %q", c.Day, f[1])
	d.covers[[2]int{c.Day, t}] = true
	d.in.Cover = append(d.in.Cover, c)
}
