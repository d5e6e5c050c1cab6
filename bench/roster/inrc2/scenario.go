package inrc2

import (
	"io"
	"slices"
)

// scenario reads skills, shifts, contracts and nurses.
func (in *Instance) scenario(r io.Reader) error {
	f := &file{in: in}
	f.values = map[string]func(string){
		"SCENARIO": func(x string) { in.Name = x },
		"WEEKS":    func(x string) { in.Weeks = f.Number("weeks", x, 1, maxWeeks) },
	}
	f.headings = map[string]func([]string){
		"SKILLS": f.addSkill, "SHIFT_TYPES": f.addShift, "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS": f.succession,
		"CONTRACTS": f.addContract, "NURSES": f.addNurse,
	}
	if err := f.read(r); err != nil {
		return err
	}
	f.Check(in.Name != "" && in.Weeks > 0, "no name or weeks, expected SCENARIO = name and WEEKS = number")
	f.Check(len(in.Skills) > 0 && len(in.Shifts) > 0 && len(in.Nurses) > 0, "no skills, shifts or nurses; expected some of each")
	return f.Err()
}

func (f *file) addSkill(x []string) {
	if f.Check(len(x) == 1 && !slices.Contains(f.in.Skills, x[0]), "skill %v, expected one name that is not used yet", x) &&
		f.Check(len(f.in.Skills) < maxSkills, "more than %d skills", maxSkills) {
		f.in.Skills = append(f.in.Skills, x[0])
	}
}

func (f *file) addShift(x []string) {
	if !f.Count(x, 2, 2) || !f.Check(len(f.in.Shifts) < maxShifts, "more than %d shifts", maxShifts) {
		return
	}
	used := slices.ContainsFunc(f.in.Shifts, func(s Shift) bool { return s.Name == x[0] })
	f.Check(!used && x[0] != "Any" && x[0] != "None", "shift %q, expected a name that is not used yet", x[0])
	f.in.Shifts = append(f.in.Shifts, Shift{Name: x[0], Run: f.limits("days in a row", x[1])})
}

func (f *file) succession(x []string) {
	s, ok := f.shift(x[0])
	if !ok || !f.Check(len(x) > 1, "no number of shifts behind %q", x[0]) {
		return
	}
	n := f.Number("number of shifts", x[1], 0, maxShifts)
	f.Check(n == len(x)-2, "%d shifts, expected %d", len(x)-2, n)
	for _, name := range x[2:] {
		if t, ok := f.shift(name); ok {
			f.in.Shifts[s].NotBefore = append(f.in.Shifts[s].NotBefore, t)
		}
	}
}

func (f *file) addContract(x []string) {
	if !f.Count(x, 6, 6) || !f.Check(len(f.in.Contracts) < maxContracts, "more than %d contracts", maxContracts) {
		return
	}
	used := slices.ContainsFunc(f.in.Contracts, func(c Contract) bool { return c.Name == x[0] })
	f.Check(!used, "contract %q, expected a name that is not used yet", x[0])
	f.in.Contracts = append(f.in.Contracts, Contract{
		Name: x[0], Assignments: f.limits("assignments", x[1]), Run: f.limits("days in a row", x[2]), DaysOff: f.limits("days off in a row", x[3]),
		Weekends: f.Number("weekends", x[4], 0, maxNumber), Complete: f.Number("complete weekends", x[5], 0, 1) == 1,
	})
}

func (f *file) addNurse(x []string) {
	if !f.Count(x, 4, 3+maxSkills) || !f.Check(len(f.in.Nurses) < maxNurses, "more than %d nurses", maxNurses) {
		return
	}
	used := slices.ContainsFunc(f.in.Nurses, func(n Nurse) bool { return n.Name == x[0] })
	f.Check(!used, "nurse %q, expected a name that is not used yet", x[0])
	c, _ := f.find("contract", x[1], func(i int) string { return f.in.Contracts[i].Name }, len(f.in.Contracts))
	n := Nurse{Name: x[0], Contract: c, History: History{Last: -1}}
	count := f.Number("number of skills", x[2], 1, maxSkills)
	f.Check(count == len(x)-3, "%d skills, expected %d", len(x)-3, count)
	for _, name := range x[3:] {
		if k, ok := f.skill(name); ok && f.Check(!slices.Contains(n.Skills, k), "skill %q twice", name) {
			n.Skills = append(n.Skills, k)
		}
	}
	f.in.Nurses = append(f.in.Nurses, n)
}
