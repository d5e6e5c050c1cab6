package text

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"turno/forecast/calendar"
)

// Decimal is a number with so many decimals: 7.5, or 7,5 where people write a comma.
func (c Catalogue) Decimal(x float64, places int) string {
	return c.speech().point(strconv.FormatFloat(x, 'f', places, 64))
}

// Trimmed is a number with at most so many decimals and no trailing zeros.
func (c Catalogue) Trimmed(x float64, places int) string { return c.speech().point(trim(x, places)) }

// Percent is a share as a percentage with so many decimals: 80 %. It is a dash for what is
// not known.
func (c Catalogue) Percent(x float64, places int) string {
	if math.IsNaN(x) {
		return "-"
	}
	return c.Decimal(100*x, places) + " %"
}

// Count is a whole number in thin groups of thousands: 12 400.
func (c Catalogue) Count(x float64) string {
	s := strconv.FormatFloat(math.Abs(math.Round(x)), 'f', 0, 64)
	for k := len(s) - 3; k > 0; k -= 3 {
		s = s[:k] + " " + s[k:]
	}
	if math.Round(x) < 0 {
		s = "-" + s
	}
	return s
}

// Money is an amount with its cents, without a currency.
func (c Catalogue) Money(x decimal.Decimal) string { return c.speech().point(x.StringFixed(2)) }

// number writes a number of a template in one of its formats, as package text lists them.
func (c Catalogue) number(x float64, format string) (string, bool) {
	format, nouns, _ := strings.Cut(format, " ")
	switch format {
	case "":
		return c.Trimmed(x, 1), true
	case "d":
		return trim(x, 0), true
	case "n":
		n, forms := trim(x, 0), strings.Split(nouns, "/")
		return strings.TrimSpace(n + " " + c.speech().form(n, forms)), len(forms) > 1
	case "c":
		return calendar.TimeOfDay(math.Round(x)).String(), true
	case "h":
		return c.T("%s h", c.Trimmed(x, 2)), true
	case "%":
		return c.Trimmed(100*x, 1) + " %", true
	case "x":
		return c.T("%s times", c.Trimmed(x, 1)), true
	}
	return "", false
}

// trim formats with at most places decimals and no trailing zeros.
func trim(x float64, places int) string {
	s := strconv.FormatFloat(x, 'f', places, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}
