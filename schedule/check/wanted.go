package check

import "turno/schedule"

// wantedRules are those that may be given a weight: then they are missed, not broken.
var wantedRules = []func(*docket, *person) []schedule.Finding{
	dailyRest, consecutiveDays, consecutiveDaysMin, daysOffMin, weekendsFree, weekendsMax, weekendsRow, weekendCycle, wholeWeekends, backward, insideHours,
}

// wanted finds where the limits that the contract only wants are missed; Names say so.
func wanted(c *docket, p *person) []schedule.Finding {
	var found []schedule.Finding
	for _, w := range p.rules.Wanted {
		if w.Weight <= 0 {
			continue
		}
		like := *p
		like.rules = w.Rules
		for _, rule := range wantedRules {
			for _, f := range rule(c, &like) {
				f.Severity, f.Names = schedule.Missed, []string{schedule.OnlyWanted}
				found = append(found, f)
			}
		}
	}
	return found
}
