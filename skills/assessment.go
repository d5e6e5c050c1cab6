package skills

import (
	"slices"
	"time"
)

// Kind is a way to assess.
type Kind string

// The kinds of assessment and what their subject is.
const (
	Interview   Kind = "interview"   // one of Questions
	Rating      Kind = "rating"      // a competence, as an assessor or a quality review sees it
	WritingTest Kind = "writing"     // the channel it was written for, or nothing
	Sentiment   Kind = "sentiment"   // nothing: the share of moods recognised, of so many messages
	StressTest  Kind = "stress"      // the channel
	Certificate Kind = "certificate" // its name; it holds until it expires
	LanguageOf  Kind = "language"    // a language tag
	Record      Kind = "record"      // clean or offensive: the public record, by date and reason only
	Experience  Kind = "experience"  // the channel: years, which are shown and weigh nothing
	Training    Kind = "training"    // the channel: the day on which training for it began
)

// Kinds lists every kind in reading order.
func Kinds() []Kind {
	return []Kind{Interview, Rating, WritingTest, Sentiment, StressTest, Certificate, LanguageOf, Record, Experience, Training}
}

// The subjects of a record.
const (
	Clean     = "clean"
	Offensive = "offensive"
)

// Assessment is one thing that was found out about a person on a day. Whatever was not
// assessed is unknown, which is not zero.
type Assessment struct {
	Person   string
	Date     time.Time // its first instant
	Assessor string
	Kind     Kind
	Subject  string
	Channel  Channel // of ratings and tests that hold for one channel only; empty is any
	Score    float64 // 0 to 1 of the scale; of experience the years
	Items    int     // of a sentiment test: messages shown; 0 is 20

	Slots   int     // of a stress test: conversations at once
	Minutes float64 // how long
	Done    float64 // conversations finished

	Expires time.Time // of a certificate, its first day without; zero is never
	Reason  string    // of an offensive record, in a few words
}

// evidence is what an assessment says of one competence.
type evidence struct {
	of       Competence
	variance float64
}

// The standard errors of one assessment on the scale of 0 to 1. Those of interviews and
// ratings are of structured ones with anchored scales; a share recognised has at most the
// error of a binomial share.
const (
	errorInterview = 0.15
	errorRating    = 0.12
	errorWriting   = 0.10
	errorLanguage  = 0.06
	usualItems     = 20
)

// evidence is nothing for kinds without a score of a competence.
func (a Assessment) evidence() (evidence, bool) {
	switch a.Kind {
	case Interview:
		for _, q := range questions {
			if q.name == a.Subject {
				return evidence{q.of, errorInterview * errorInterview}, true
			}
		}
	case Rating:
		if slices.Contains(Competences(), Competence(a.Subject)) {
			return evidence{Competence(a.Subject), errorRating * errorRating}, true
		}
	case WritingTest:
		return evidence{Writing, errorWriting * errorWriting}, true
	case Sentiment:
		n := a.Items
		if n <= 0 {
			n = usualItems
		}
		return evidence{Empathy, 0.25 / float64(n)}, true
	case LanguageOf:
		return evidence{Languages, errorLanguage * errorLanguage}, true
	}
	return evidence{}, false
}

// on is the channel that the assessment is about, empty for any.
func (a Assessment) on() Channel {
	switch a.Kind {
	case WritingTest, StressTest, Experience, Training:
		return Channel(a.Subject)
	}
	return a.Channel
}
