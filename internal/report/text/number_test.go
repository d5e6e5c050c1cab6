package text

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
)

func TestGroups(t *testing.T) {
	c := Catalogue{}
	amount := func(s string) string { return c.Money(decimal.RequireFromString(s)) }
	for got, want := range map[string]string{
		c.Count(0): "0", c.Count(-0.4): "0", c.Count(999.5): "1 000", c.Count(-1234567): "-1 234 567", c.Count(12): "12",
		amount("8282.04"): "8 282.04", amount("-1000"): "-1 000.00", amount("12.3"): "12.30",
		c.In("it").Money(decimal.NewFromInt(1234)): "1 234,00",
		Catalogue{Group: "\u202f"}.Count(1234):     "1\u202f234",
		c.More(0.04, 1):                            "0", c.More(-3, 0): "-3", c.In("ru").More(2.5, 1): "+2,5",
		c.MoreMoney(decimal.NewFromInt(1500)): "+1 500.00", c.MoreMoney(decimal.Zero): "0.00",
	} {
		assert.Equal(t, want, got)
	}
}

// Days with the same hours stand together, wherever in the week they are.
func TestHours(t *testing.T) {
	c := Catalogue{}
	nine := []calendar.Span{{From: calendar.Clock(9, 0), To: calendar.Clock(18, 0)}}
	short := []calendar.Span{{From: calendar.Clock(9, 0), To: calendar.Clock(13, 0)}}
	var h calendar.Hours
	for d := time.Monday; d <= time.Friday; d++ {
		h.Week[d] = nine
	}
	h.Week[time.Saturday] = short
	assert.Equal(t, "Mon-Fri 09:00-18:00, Sat 09:00-13:00, Sun closed", c.Hours(h))
	h.Week[time.Wednesday] = short
	assert.Equal(t, "Mon Tue Thu Fri 09:00-18:00, Wed Sat 09:00-13:00, Sun closed", c.Hours(h))
	assert.Equal(t, "daily 09:00-18:00", c.Hours(calendar.Daily(nine...)))
	assert.Equal(t, "24/7", c.Hours(calendar.Always()))
}

// A noun takes the form of its number.
func TestOneAndMany(t *testing.T) {
	for tag, want := range map[string][2]string{
		"en": {"1 person", "2 people"}, "it": {"1 persona", "2 persone"}, "ru": {"1 человек", "2 человека"},
	} {
		c := Catalogue{}.In(tag)
		assert.Equal(t, want, [2]string{c.T("%d {person/people}", 1), c.T("%d {person/people}", 2)}, tag)
	}
	assert.Equal(t, "5 человек", Catalogue{}.In("ru").T("%d {person/people}", 5))
}
