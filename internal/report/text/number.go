package text

import (
	"cmp"
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

// Count is a whole number, half rounded away from zero, in groups of thousands: 12 400.
func (c Catalogue) Count(x float64) string {
	return c.grouped(strconv.FormatFloat(math.Round(x)+0, 'f', 0, 64))
}

// Money is an amount with its cents in groups of thousands, without a currency: 8 282.04.
func (c Catalogue) Money(x decimal.Decimal) string { return c.grouped(x.StringFixed(2)) }

// grouped parts the whole digits of a number, as Go writes it, in thousands.
func (c Catalogue) grouped(number string) string {
	whole, cents, _ := strings.Cut(strings.TrimPrefix(number, "-"), ".")
	out := whole[max(0, len(whole)-3):]
	for k := len(whole) - 3; k > 0; k -= 3 {
		out = whole[max(0, k-3):k] + cmp.Or(c.Group, " ") + out
	}
	if cents != "" {
		out += c.comma() + cents
	}
	if strings.HasPrefix(number, "-") {
		return "-" + out
	}
	return out
}

func (c Catalogue) comma() string { return c.speech().comma }

// More is a difference with its sign and so many decimals; 0 where it rounds to nothing.
func (c Catalogue) More(x float64, places int) string {
	s := c.Decimal(math.Abs(x), places)
	if places == 0 {
		s = c.Count(math.Abs(x))
	}
	switch {
	case strings.Trim(s, "0.,") == "":
		return "0"
	case x < 0:
		return "-" + s
	}
	return "+" + s
}

// MoreMoney is a difference of amounts with its sign; 0.00 has none.
func (c Catalogue) MoreMoney(x decimal.Decimal) string {
	if x.IsPositive() {
		return "+" + c.Money(x)
	}
	return c.Money(x)
}

// number writes a number of a template in one of its formats, as package text lists them.
func (c Catalogue) number(x float64, format string) (string, bool) {
	format, nouns, _ := strings.Cut(format, " ")
	switch format {
	case "":
		return c.Trimmed(x, 1), true
	case "d":
		return c.Count(x), true
	case "n":
		n, forms := c.Count(x), strings.Split(nouns, "/")
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
