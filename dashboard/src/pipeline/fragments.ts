import { graphql } from '#generated/gql.ts'

/* Fragments of several rooms; operations name them, and the code generator puts them in. */

/** Where a run and its stages stand: what a stage tracker needs. */
graphql(`
  fragment RunProgress on PipelineRun {
    id
    attempt
    status
    error
    cost
    createdAt
    startedAt
    endedAt
    stages {
      stage
      status
      progress
      attempt
      provider
      cost
      error
      startedAt
      endedAt
    }
  }
`)

/** A gate, decided or not. */
graphql(`
  fragment GateItem on ReviewGate {
    id
    stage
    status
    instruction
    score
    passAt
    openedAt
    decidedAt
    decidedByPolicy
    feedback
    decidedBy {
      id
      name
    }
    content {
      id
      createdBy {
        id
      }
    }
  }
`)

/** What a gate's decision is about. */
graphql(`
  fragment ReviewMaterial on Content {
    id
    title
    status
    platform
    style
    regenerations
    script {
      hook
      body
      callToAction
      writer
      isEmbedded
      wordCount
      segments {
        position
        kind
        text
      }
    }
    critique {
      hookStrength
      valueDensity
      callToActionClarity
      confidence
      feedback
      refinements
    }
    visualPrompts {
      scene
      description
      cameraAngle
      mood
    }
    analysis {
      summary
      benchmarkComparison
      overallScore
      suggestions {
        area
        suggestion
        expectedImpact
        rationale
      }
    }
  }
`)
