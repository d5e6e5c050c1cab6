package check

import (
	"time"

	"turno/schedule"
)

// consecutiveDays finds too many working days in a row, counted with the published ones.
func consecutiveDays(c *docket, p *person) []schedule.Finding {
	return c.runs(p, schedule.CodeConsecutiveDays, p.rules.ConsecutiveDaysMax, func(shift) bool { return true })
}

// consecutiveNights finds too many night shifts in a row, counted with the published ones.
func consecutiveNights(c *docket, p *person) []schedule.Finding {
	return c.runs(p, schedule.CodeNights, p.rules.ConsecutiveNights, c.isNight)
}

// runs finds the runs of days, longer than most, that each begin a shift that counts. Runs
// that ended before the period are nobody's fault any more.
func (c *docket) runs(p *person, code schedule.Code, most int, counts func(shift) bool) []schedule.Finding {
	if most <= 0 {
		return nil
	}
	var found []schedule.Finding
	var first, last, ours int
	end := func() {
		if n := last - first + 1; n > most && ours > 0 {
			found = append(found, p.broken(code, c.midnight(first), c.midnight(last+1), float64(n), float64(most)))
		}
	}
	begun := false
	for _, s := range p.shifts {
		if !counts(s) {
			continue
		}
		if !begun || s.day > last+1 {
			if begun {
				end()
			}
			begun, first, ours = true, s.day, 0
		}
		last = s.day
		if s.ours {
			ours++
		}
	}
	if begun {
		end()
	}
	return found
}

// nightShift is the time within [22:00, 06:00) that makes a shift a night shift.
const nightShift = 3 * time.Hour

func (c *docket) isNight(s shift) bool { return c.atNight(s.Start, s.End) >= nightShift }

// atNight is the elapsed time of [from, to) that lies between 22:00 and 06:00 local time.
func (c *docket) atNight(from, to time.Time) time.Duration {
	var night time.Duration
	for day := c.dayOf(from) - 1; ; day++ {
		d := date(day)
		dusk := d.At(22*60, c.cal.Zone)
		if !dusk.Before(to) {
			return night
		}
		night += shared(from, to, dusk, d.Add(1).At(6*60, c.cal.Zone))
	}
}
