package simulate

import (
	"math"

	"turno/schedule"
)

// spellMean is the mean length in seconds of a spell away from work within a shift: a
// coaching talk, a team meeting, a system that hangs.
const spellMean = 15 * 60

// away is how shrinkage strikes. The unplanned share u is lost half by whole shifts
// (sickness), half by spells; the planned share p by spells only. With s = r = 1-sqrt(1-u)
//
//	(1-s)(1-r)(1-p) = (1-u)(1-p),
//
// so that the share of rostered time lost in the long run is Shrinkage.Share. Spells are
// an alternating renewal process with exponential lengths, stationary at the beginning of
// the shift. A spell that begins while the agent holds work begins when that is done, and
// has its whole length still.
type away struct {
	sick   float64 // probability of missing a shift
	spells float64 // share of the remaining time in spells
}

func newAway(s schedule.Shrinkage) away {
	if s.Share() >= 1 {
		return away{sick: 1}
	}
	half := 1 - math.Sqrt(1-s.Unplanned)
	return away{sick: half, spells: 1 - (1-half)*(1-s.Planned)}
}

// worked is the mean time between two spells.
func (a away) worked() float64 { return spellMean * (1 - a.spells) / a.spells }

// beginShift decides whether the agent comes, is away at first, and when the first spell
// begins.
func (e *engine) beginShift(i, number int32) {
	e.touch(i)
	a, s, t := &e.agents[i], e.w.shifts[number], e.now
	a.shiftKey, a.draws, a.shiftEnd = mix(e.key, s.key), 0, s.end
	a.version++
	a.sick = e.w.away.sick > 0 && unit(a.shiftKey, a.draw()) < e.w.away.sick
	a.owed, a.away = 0, false
	if !a.sick && e.w.away.spells > 0 {
		if unit(a.shiftKey, a.draw()) < e.w.away.spells {
			e.spell(i)
		} else {
			e.planSpell(i, t)
		}
	}
	e.refresh(i)
}

// planSpell puts the next spell on the agenda, counted from t.
func (e *engine) planSpell(i int32, t float64) {
	a := &e.agents[i]
	if at := t + exponential(a.shiftKey, a.draw(), e.w.away.worked()); at < a.shiftEnd {
		e.agenda.push(event{at: at, who: i, version: a.version, kind: eventSpell})
	}
}

// spell calls the agent away, at once or after the work held.
func (e *engine) spell(i int32) {
	a := &e.agents[i]
	length := exponential(a.shiftKey, a.draw(), spellMean)
	e.touch(i)
	a.owed += length
	e.planSpell(i, e.now+length)
	if !a.away && a.held == 0 {
		e.leave(i)
	}
	e.refresh(i)
}

// leave begins the time owed.
func (e *engine) leave(i int32) {
	a := &e.agents[i]
	a.away = true
	e.agenda.push(event{at: e.now + a.owed, who: i, version: a.version, kind: eventBack})
	a.owed = 0
}

// back ends a spell, unless another one began meanwhile.
func (e *engine) back(i int32) {
	a := &e.agents[i]
	e.touch(i)
	if a.owed > 0 {
		e.leave(i)
		return
	}
	a.away = false
	e.seek(i)
}

// draw numbers the random numbers of a shift.
func (a *agent) draw() uint64 {
	a.draws++
	return a.draws
}
