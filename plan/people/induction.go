package people

import (
	"slices"
	"time"

	"turno/forecast/calendar"
	"turno/plan"
	"turno/schedule"
	"turno/skills"
)

// Week is what induction takes from one week of the period, all in agent-hours.
type Week struct {
	Start    time.Time
	Net      float64 // asked of the queues, at standard pace
	Staffed  float64 // of the contracts, the mean of their least and most
	Training float64 // of these off the queues for training, coaching and quality review
	Slower   float64 // of these lost because people are not up to pace yet
	Planned  float64 // share of Staffed that is planned off the queues: the team's planned shrinkage and the training
	Gross    float64 // to roster: Net over what shrinkage leaves, with Training and Slower
	People   []string
}

// Inductions lays out the ramp-up of those in induction by week of the period, as shrinkage of
// the requirement; nothing where nobody is. Whoever serves several channels spends their time
// on all of them alike.
func Inductions(in plan.Input, fits []skills.Fit, need schedule.Requirement) []Week {
	var out []Week
	any := false
	for at := in.Period.Start; at.Before(in.Period.End()); at = at.AddDate(0, 0, 7) {
		w := Week{Start: at}
		for day := range 7 {
			if d := at.AddDate(0, 0, day); d.Before(in.Period.End()) {
				w.add(in, fits, d)
			}
		}
		w.Net = asked(need, at, at.AddDate(0, 0, 7), 1-keep(in.Team))
		if w.Staffed > 0 {
			w.Planned = 1 - (1-in.Team.Shrinkage.Planned)*(1-w.Training/w.Staffed)
		}
		w.Gross = w.Net/keep(in.Team) + w.Training + w.Slower
		any = any || len(w.People) > 0
		out = append(out, w)
	}
	if !any {
		return nil
	}
	return out
}

// add takes in what everybody's induction takes from a day.
func (w *Week) add(in plan.Input, fits []skills.Fit, day time.Time) {
	for _, a := range in.Stated {
		if !a.Employed(calendar.DateOf(day.In(in.Calendar.By(a.Zone).Zone))) {
			continue
		}
		hours := in.Team.Contracts[a.Contract].Rules.AgreedWeek().Hours() / 7
		w.Staffed += hours
		for _, b := range a.Abilities {
			f, ok := byPersona(fits, a.ID, string(b.Channel))
			if !ok || f.Begun.IsZero() {
				continue
			}
			pace, off := in.Skills.Induction.At(int(calendar.DateOf(day).Sub(calendar.DateOf(f.Begun.In(day.Location()))) / 7))
			if pace == 1 && off == 0 {
				continue
			}
			part := hours / float64(len(a.Abilities))
			w.Training, w.Slower = w.Training+part*off, w.Slower+part*(1-off)*(1-pace)
			if !slices.Contains(w.People, a.ID) {
				w.People = append(w.People, a.ID)
			}
		}
	}
}

// asked is the effective agent-hours of the requirement in [from, to), least staff as far as
// it is not lost to shrinkage.
func asked(need schedule.Requirement, from, to time.Time, lost float64) (sum float64) {
	for i := range need.Grid.N {
		if at := need.Grid.At(i); at.Before(from) || !at.Before(to) {
			continue
		}
		for _, l := range need.Live {
			sum += l.Net(i, lost) * need.Grid.Hours()
		}
		for _, d := range need.Deferrable {
			sum += d.Level[i] * need.Grid.Hours()
		}
	}
	return sum
}
