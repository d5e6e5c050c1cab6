package calendar

import "time"

// Monday is the first day of the date's week.
func (d Date) Monday() Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// FirstOfMonth is the first day of the month n months later than the date's, 0 for its own.
func (d Date) FirstOfMonth(n int) Date {
	return DateOf(time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
}

// DaysOfMonth is how many days the date's month has.
func (d Date) DaysOfMonth() int { return d.FirstOfMonth(1).Sub(d.FirstOfMonth(0)) }

// MonthsFrom is the number of months from e's to the date's, negative where it is earlier.
func (d Date) MonthsFrom(e Date) int { return 12*(d.Year-e.Year) + int(d.Month-e.Month) }
