package value

import (
	"strconv"
	"strings"
)

// ParseShare reads a percentage from 0 % to 100 %, such as 80% or 2.5 %, as a share from
// 0 to 1. The sign is asked for, since 0.8 and 80 could each mean either.
func ParseShare(s string) (float64, error) {
	return percent(s, 100)
}

// ParsePremium reads a percentage from 0 % to 1000 %, such as 150%, as a share of 1.
func ParsePremium(s string) (float64, error) {
	return percent(s, 1000)
}

func percent(s string, most float64) (float64, error) {
	text := strings.TrimSpace(s)
	digits, signed := strings.CutSuffix(text, "%")
	number, ok := decimal(strings.TrimSpace(digits))
	want := "expected a percentage from 0% to " + strconv.FormatFloat(most, 'f', -1, 64) + "%, such as 80%"
	switch {
	case !ok:
		return 0, expected(s, "%s", want)
	case !signed && number > 0 && number < 1:
		return 0, expected(s, "%s", want).hint(strconv.FormatFloat(number*100, 'g', 6, 64) + "%")
	case !signed && number <= most:
		return 0, expected(s, "%s", want).hint(text + "%")
	case !signed || number < 0 || number > most:
		return 0, expected(s, "%s", want)
	}
	return number / 100, nil
}

// ParseNumber reads a plain decimal number of at least 0 and at most most, such as 3 or
// 1.5. Exponents, infinities and thousands separators are not numbers here.
func ParseNumber(s string, most float64) (float64, error) {
	number, ok := decimal(strings.TrimSpace(s))
	if !ok || number < 0 || number > most {
		return 0, expected(s, "expected a number from 0 to %s, such as 1.5", strconv.FormatFloat(most, 'f', -1, 64))
	}
	return number, nil
}

// decimal reads digits with at most one point and a sign; nothing else that strconv would
// take, so that 1e9, 0x10, Inf and NaN stay out.
func decimal(s string) (float64, bool) {
	if s == "" || len(s) > 30 || strings.Trim(s, "0123456789.-") != "" {
		return 0, false
	}
	number, err := strconv.ParseFloat(s, 64)
	return number, err == nil
}
