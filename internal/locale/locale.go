// Package locale knows how countries write numbers, money and dates in a spreadsheet.
package locale

import (
	"maps"
	"slices"
	"strings"
)

// Locale is a language as a country writes it.
type Locale struct {
	Tag    string // IETF, such as it-IT
	LCID   string // of spreadsheets' number formats, hexadecimal
	Date   string // a day as a number format
	Before bool   // the sign of a currency stands before the amount
	Letter bool   // paper is of Letter size, not A4
}

var known = func() map[string]Locale {
	m := map[string]Locale{}
	for _, l := range []Locale{
		{Tag: "de-AT", LCID: "C07", Date: "dd.mm.yyyy"},
		{Tag: "de-CH", LCID: "807", Date: "dd.mm.yyyy", Before: true},
		{Tag: "de-DE", LCID: "407", Date: "dd.mm.yyyy"},
		{Tag: "en-GB", LCID: "809", Date: "dd/mm/yyyy", Before: true},
		{Tag: "en-IE", LCID: "1809", Date: "dd/mm/yyyy", Before: true},
		{Tag: "en-US", LCID: "409", Date: "mm/dd/yyyy", Before: true, Letter: true},
		{Tag: "es-ES", LCID: "C0A", Date: "dd/mm/yyyy"},
		{Tag: "fr-BE", LCID: "80C", Date: "dd/mm/yyyy"},
		{Tag: "fr-FR", LCID: "40C", Date: "dd/mm/yyyy"},
		{Tag: "it-IT", LCID: "410", Date: "dd/mm/yyyy"},
		{Tag: "nl-BE", LCID: "813", Date: "dd/mm/yyyy"},
		{Tag: "nl-NL", LCID: "413", Date: "dd-mm-yyyy", Before: true},
		{Tag: "pl-PL", LCID: "415", Date: "dd.mm.yyyy"},
		{Tag: "ru-RU", LCID: "419", Date: "dd.mm.yyyy"},
	} {
		m[l.Tag] = l
	}
	return m
}()

// usual is the locale of a country where none is named.
var usual = map[string]string{
	"AT": "de-AT", "BE": "nl-BE", "CH": "de-CH", "DE": "de-DE", "ES": "es-ES", "FR": "fr-FR", "GB": "en-GB",
	"IE": "en-IE", "IT": "it-IT", "NL": "nl-NL", "PL": "pl-PL", "RU": "ru-RU", "US": "en-US",
}

// Tags lists the locales that are known.
func Tags() []string { return slices.Sorted(maps.Keys(known)) }

// Usual is the tag of a country's locale, by its ISO code; empty where none is known.
func Usual(country string) string { return usual[country] }

// Of finds a locale by its tag; false where it is not known.
func Of(tag string) (Locale, bool) {
	l, ok := known[tag]
	return l, ok
}

var signs = map[string]string{
	"EUR": "€", "USD": "$", "GBP": "£", "RUB": "₽", "PLN": "zł", "CHF": "CHF",
}

// Number is a number format in the locale; one without a tag leaves it to the reader's
// program.
func (l Locale) Number(code string) string {
	if l.LCID == "" {
		return code
	}
	parts := strings.Split(code, ";")
	for i, p := range parts {
		if !strings.HasPrefix(p, "[$") && !strings.HasPrefix(p, `"`) {
			parts[i] = "[$-" + l.LCID + "]" + p
		}
	}
	return strings.Join(parts, ";")
}

// Money is a number format for amounts of the currency, an ISO 4217 code.
func (l Locale) Money(currency string) string {
	amount, sign := "#,##0.00", signs[currency]
	if sign == "" {
		sign = currency
	}
	if sign == "" {
		return l.Number(amount)
	}
	tag, own := "[$"+sign+"]", ""
	if l.LCID != "" {
		tag, own = "[$"+sign+"-"+l.LCID+"]", "[$-"+l.LCID+"]"
	}
	if l.Before {
		return own + tag + " " + amount + ";" + own + "-" + tag + " " + amount
	}
	return own + amount + " " + tag + ";" + own + "-" + amount + " " + tag
}
