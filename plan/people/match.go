package people

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"turno/plan"
	"turno/skills"
)

// Match is one person before a persona.
type Match struct {
	skills.Fit
	Standing Standing
	Better   float64           // chance of being above the median of those who serve the channel; NaN where nobody does
	Ask      skills.Competence // what to assess next: the unknown that leaves most in doubt; empty where all is known
	Barred   *skills.Bar       // what rules the person out at the start of the period
}

// Standing is where a person stands towards the channel of a persona.
type Standing string

// The standings.
const (
	Serves    Standing = "serves"    // the channel already
	Inside    Standing = "inside"    // of the team, on other channels
	Candidate Standing = "candidate" // not of the team
)

// Matches ranks everybody for a persona, best first: those ruled out come last, and of
// equals the one of whom more is known comes first.
func Matches(in plan.Input, fits []skills.Fit, persona string) []Match {
	var out []Match
	var serving []float64
	for _, f := range fits {
		if f.Persona != persona {
			continue
		}
		m := Match{Fit: f, Standing: Candidate, Better: math.NaN()}
		if a, ok := agent(in.Team, f.Person); ok {
			m.Standing = Inside
			if has(a, f.Channel) {
				m.Standing = Serves
				serving = append(serving, f.Level)
			}
		}
		if b, barred := f.Barred(in.Period.Start); barred {
			m.Barred = &b
		}
		most := 0.0
		for _, p := range f.Parts {
			if doubt := p.Weight * p.SD; p.Seen == 0 && doubt > most {
				most, m.Ask = doubt, p.Competence
			}
		}
		out = append(out, m)
	}
	if n := len(serving); n > 0 {
		slices.Sort(serving)
		median := (serving[(n-1)/2] + serving[n/2]) / 2
		for i := range out {
			out[i].Better = out[i].Fit.Above(median)
		}
	}
	slices.SortStableFunc(out, func(a, b Match) int {
		return cmp.Or(cmp.Compare(ruledOut(a), ruledOut(b)), cmp.Compare(b.Level, a.Level), cmp.Compare(b.Known, a.Known), strings.Compare(a.Person, b.Person))
	})
	return out
}

func ruledOut(m Match) int {
	if m.Barred != nil {
		return 1
	}
	return 0
}
