package check

import "turno/schedule"

// dayHoursMax finds shifts with too much paid time.
func dayHoursMax(_ *docket, p *person) []schedule.Finding {
	if p.rules.DayHoursMax <= 0 {
		return nil
	}
	var found []schedule.Finding
	for _, s := range p.shifts {
		if s.ours && s.paid > p.rules.DayHoursMax {
			found = append(found, p.broken(schedule.CodeDayHours, s.Start, s.End, s.paid.Hours(), p.rules.DayHoursMax.Hours()))
		}
	}
	return found
}
