package scenario

import "turno/forecast/calendar"

// AddHoliday makes a day a public holiday: it changes opening hours, volume and pay.
type AddHoliday struct {
	Date calendar.Date
	Name string
}

// Kind implements Change.
func (AddHoliday) Kind() Kind { return KindHoliday }

func (c AddHoliday) apply(d *draft) error {
	d.Calendar = d.Calendar.With(c.Date, c.Name)
	return nil
}
